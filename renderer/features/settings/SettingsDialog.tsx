import { useState } from 'react';
import { useStore } from 'zustand';
import type { Frame } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Segments } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { KeyboardSettings } from './KeyboardSettings.tsx';
import styles from './settings.module.css';

const themeOptions = [
  { id: 'system', label: 'System' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

const textSize = { min: 12, max: 32, initial: 18 } as const;

/** Settings of the application. Each applies at once. */
export function SettingsDialog(props: { readonly frame: Frame; readonly onClose: () => void }) {
  const { frame, onClose } = props;
  const settings = useStore(frame.shell, (state) => state.settings);
  const [name, setName] = useState(settings.annotatorName);
  const update = (patch: Partial<typeof settings>) => {
    frame.settings
      .update(patch)
      .catch((error: unknown) => frame.fail(error, 'Saving the settings'));
  };
  const resize = (by: number) =>
    update({ textSize: Math.min(textSize.max, Math.max(textSize.min, settings.textSize + by)) });
  const saveName = () => {
    if (name.trim() !== settings.annotatorName) update({ annotatorName: name.trim() });
  };
  const close = () => {
    saveName();
    onClose();
  };
  return (
    <Dialog title="Settings" width={640} dismissable onClose={close}>
      <div className={styles.rows}>
        <Segments
          label="Theme"
          value={settings.theme}
          options={themeOptions}
          onChange={(theme) => update({ theme })}
        />
        <div role="group" aria-label="Text size" className={styles.size}>
          <span className={styles.label} aria-hidden>
            Text size of the reader
          </span>
          <div className={styles.stepper}>
            <Button isDisabled={settings.textSize <= textSize.min} onPress={() => resize(-1)}>
              Smaller
            </Button>
            <output className={styles.value}>{settings.textSize} px</output>
            <Button isDisabled={settings.textSize >= textSize.max} onPress={() => resize(1)}>
              Larger
            </Button>
          </div>
          <p className={styles.sample} style={{ fontSize: settings.textSize }}>
            “We signed in the open,” the minister said.
          </p>
        </div>
        <Checkbox
          isSelected={settings.singleKeys}
          onChange={(singleKeys) => update({ singleKeys })}
        >
          Single-key shortcuts
          <span className={styles.hint}>
            Letters and digits act without Ctrl or Cmd while the reader or a list has the focus.
          </span>
        </Checkbox>
        <TextField
          label="Your name"
          value={name}
          maxLength={200}
          hint="Every mark carries the name of who made it. Used for projects opened from now on."
          onChange={setName}
          onBlur={saveName}
        />
        <KeyboardSettings frame={frame} />
      </div>
    </Dialog>
  );
}
