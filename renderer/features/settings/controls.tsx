import { useState, type ReactNode } from 'react';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Frame } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Segments } from '../../ui/Checkbox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './settings.module.css';

/** What a control shows and how it changes it. */
export interface ControlProps {
  readonly settings: Settings;
  readonly update: (patch: Partial<Settings>) => void;
  readonly frame: Frame;
}

/** Draws the control of a row. */
export type Control = (props: ControlProps) => ReactNode;

interface Bound<Value> {
  readonly label: string;
  readonly get: (settings: Settings) => Value;
  readonly set: (value: Value) => Partial<Settings>;
}

/** One of a few. */
export function choice<Value extends string>(
  of: Bound<Value> & {
    readonly options: readonly { readonly id: Value; readonly label: string }[];
  },
): Control {
  return function Choice({ settings, update }) {
    return (
      <Segments
        hideLabel
        label={of.label}
        value={of.get(settings)}
        options={of.options}
        onChange={(value) => update(of.set(value))}
      />
    );
  };
}

/** A number with buttons beside it; `step` and limits in the unit of the setting. */
export function stepper(
  of: Bound<number> & {
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly format: (value: number) => string;
    readonly words: readonly [less: string, more: string];
  },
): Control {
  return function Stepper({ settings, update }) {
    const value = of.get(settings);
    const move = (by: number) => {
      // Two decimals at most: no setting is finer, and sums of tenths are not exact.
      const next = Math.round((value + by) * 100) / 100;
      update(of.set(Math.min(of.max, Math.max(of.min, next))));
    };
    const [less, more] = of.words;
    return (
      <div className={styles.stepper}>
        <Button isDisabled={value <= of.min} onPress={() => move(-of.step)}>
          {less}
        </Button>
        <output className={styles.value} aria-label={of.label}>
          {of.format(value)}
        </output>
        <Button isDisabled={value >= of.max} onPress={() => move(of.step)}>
          {more}
        </Button>
      </div>
    );
  };
}

/** On or off. */
export function toggle(of: Bound<boolean>): Control {
  return function Toggle({ settings, update }) {
    return (
      <Checkbox isSelected={of.get(settings)} onChange={(isSelected) => update(of.set(isSelected))}>
        {of.label}
      </Checkbox>
    );
  };
}

/** The annotator's name; stored when the person leaves the field or the dialog. An empty one stays unstored. */
export function NameField({ settings, update }: ControlProps) {
  const [name, setName] = useState(settings.annotatorName);
  const change = (value: string) => {
    setName(value);
    const trimmed = value.trim();
    if (trimmed !== '' && trimmed !== settings.annotatorName) update({ annotatorName: trimmed });
  };
  return (
    <TextField
      hideLabel
      label="Your name"
      value={name}
      maxLength={200}
      error={name.trim() === '' ? 'Every mark needs the name of who made it.' : null}
      onChange={change}
    />
  );
}

/** Some words of an article as the reader would set them now. */
export function ReadingSample({ settings }: { readonly settings: Settings }) {
  return (
    <p
      className={styles.sample}
      style={{ fontSize: settings.textSize, lineHeight: settings.lineHeight }}
    >
      “We signed in the open,” the minister said. Two regional hospitals are to close in the spring,
      and nobody who works there was told before the vote.
    </p>
  );
}
