import { KeyboardSettings } from './KeyboardSettings.tsx';
import type { Settings } from '../../../shared/contract/settings.ts';
import { choice, NameField, stepper, toggle, type Control } from './controls.tsx';
import { appearance, reading } from './look-rows.tsx';

/** One line of the settings. */
export interface SettingRow {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Further words by which the filter finds it. */
  readonly words?: string;
  /** Settings that *Reset* brings back to their first value. */
  readonly settings: readonly (keyof Settings)[];
  readonly canReset?: boolean;
  readonly control: Control;
}

/** Lines that belong together. */
export interface SettingSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly SettingRow[];
}

const keyboard: SettingSection = {
  id: 'keyboard',
  title: 'Keyboard',
  rows: [
    {
      id: 'singleKeys',
      label: 'Single keys',
      hint: 'Letters and digits act without Ctrl or Cmd while the reader or a list has the focus.',
      words: 'shortcuts letters',
      settings: ['singleKeys'],
      control: toggle({
        label: 'Single-key shortcuts',
        get: ({ singleKeys }) => singleKeys,
        set: (singleKeys) => ({ singleKeys }),
      }),
    },
    {
      id: 'keys',
      label: 'Shortcuts',
      words: 'keys record remap',
      settings: ['keys'],
      canReset: false,
      control: ({ frame }) => <KeyboardSettings frame={frame} />,
    },
  ],
};

const annotation: SettingSection = {
  id: 'annotation',
  title: 'Annotation',
  rows: [
    {
      id: 'snap',
      label: 'Dragged borders',
      hint: 'Alt while dragging does the other.',
      words: 'snap resize handles',
      settings: ['snap'],
      control: choice({
        label: 'Dragged borders',
        get: ({ snap }) => snap,
        set: (snap) => ({ snap }),
        options: [
          { id: 'word', label: 'Stop at words' },
          { id: 'off', label: 'Stop anywhere' },
        ],
      }),
    },
    {
      id: 'autoAdvance',
      label: 'Suggestions',
      words: 'auto-advance accept reject review',
      settings: ['autoAdvance'],
      control: toggle({
        label: 'Go on to the next suggestion after deciding on one',
        get: ({ autoAdvance }) => autoAdvance,
        set: (autoAdvance) => ({ autoAdvance }),
      }),
    },
  ],
};

const accessibility: SettingSection = {
  id: 'accessibility',
  title: 'Accessibility',
  rows: [
    {
      id: 'announceCaret',
      label: 'Announce marks at the caret',
      hint: 'For screen readers. Brief says what a mark is and whose; full adds its words and what it overlaps.',
      words: 'screen reader speech',
      settings: ['announceCaret'],
      control: choice({
        label: 'Announce marks at the caret',
        get: ({ announceCaret }) => announceCaret,
        set: (announceCaret) => ({ announceCaret }),
        options: [
          { id: 'off', label: 'Off' },
          { id: 'brief', label: 'Brief' },
          { id: 'full', label: 'Full' },
        ],
      }),
    },
    {
      id: 'motion',
      label: 'Motion',
      words: 'animation transition reduced',
      settings: ['motion'],
      control: choice({
        label: 'Motion',
        get: ({ motion }) => motion,
        set: (motion) => ({ motion }),
        options: [
          { id: 'system', label: 'System' },
          { id: 'reduced', label: 'Reduced' },
        ],
      }),
    },
    {
      id: 'toastSeconds',
      label: 'How long messages stay',
      hint: 'A message waits while the pointer or the focus is on it.',
      words: 'toast time notification',
      settings: ['toastSeconds'],
      control: stepper({
        label: 'How long messages stay',
        get: ({ toastSeconds }) => toastSeconds,
        set: (toastSeconds) => ({ toastSeconds }),
        min: 4,
        max: 60,
        step: 2,
        format: (value) => `${value} seconds`,
        words: ['Shorter', 'Longer'],
      }),
    },
  ],
};

const you: SettingSection = {
  id: 'you',
  title: 'You',
  rows: [
    {
      id: 'annotatorName',
      label: 'Your name',
      hint: 'Every mark carries the name of who made it. Used for projects opened from now on.',
      words: 'annotator project',
      settings: ['annotatorName'],
      canReset: false,
      control: (props) => <NameField {...props} />,
    },
  ],
};

/** Every setting, in the order of the page. */
export function listSections(): readonly SettingSection[] {
  return [appearance, reading, keyboard, annotation, accessibility, you];
}
