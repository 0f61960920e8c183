import { z } from 'zod';
import { jsonValue } from '../util/json-schema.ts';
import { initialSettings } from './initial-settings.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const contrasts = ['system', 'normal', 'high'] as const;
export const markColourings = ['kind', 'type', 'speaker', 'status'] as const;
/** What the colour of a mark in the text says; its position always says the kind. */
export type MarkColouring = (typeof markColourings)[number];
export const readingFonts = ['serif', 'sans', 'dyslexia', 'mono'] as const;
export const caretAnnouncements = ['off', 'brief', 'full'] as const;

const fields = {
  theme: z.enum(themes),
  contrast: z.enum(contrasts),
  /** Size of the whole window, 1 is 100 %. */
  zoom: z.number().min(0.8).max(2),
  colourBy: z.enum(markColourings),
  annotatorId: z.string().max(100),
  annotatorName: z.string().max(200),
  readingFont: z.enum(readingFonts),
  /** Reader's text size in px. */
  textSize: z.number().min(12).max(32),
  /** Width of the reader's column in characters. */
  columnWidth: z.number().min(40).max(120),
  /** Line height of the reader, a multiple of the text size. */
  lineHeight: z.number().min(1.5).max(2.6),
  /** Whether the sentence at the caret is set apart. */
  sentenceMarker: z.boolean(),
  singleKeys: z.boolean(),
  /** Chords by command id, in place of the command's own; an empty list takes all its keys away. */
  keys: z.record(z.string().max(100), z.array(z.string().max(40)).max(4)),
  /** Whether borders that are dragged stop at words; Alt lets go of it. */
  snap: z.enum(['word', 'off']),
  /** Whether deciding on a suggestion goes on to the next one. */
  autoAdvance: z.boolean(),
  /** What is said when the caret comes into other marks. */
  announceCaret: z.enum(caretAnnouncements),
  motion: z.enum(['system', 'reduced']),
  /** How long a message stays, in seconds. */
  toastSeconds: z.number().min(4).max(60),
  /** What the window remembers per project key: open view, article, caret, panes. */
  places: z.record(z.string(), jsonValue),
};

/** Settings of the application. */
export type Settings = { readonly [Name in keyof typeof fields]: z.output<(typeof fields)[Name]> };

/** Some settings to change. Fields left out stay as they are. */
export const settingsPatch = z.object(fields).partial();
export type SettingsPatch = z.output<typeof settingsPatch>;

/** Settings as stored, by this version or an older one: what is missing has its initial value. */
export const settingsSchema = settingsPatch.transform((stored): Settings =>
  mergeSettings(initialSettings, stored),
);

/** Settings after a change; of `places` each project's own. */
export function mergeSettings(settings: Settings, patch: SettingsPatch): Settings {
  const given = Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined),
  );
  return { ...settings, ...given, places: { ...settings.places, ...patch.places } };
}
