import type { Settings } from './settings.ts';

/** Settings of a new installation. In a file of its own: the window needs them without the schema. */
export const initialSettings: Settings = {
  theme: 'system',
  contrast: 'system',
  zoom: 1,
  colourBy: 'kind',
  annotatorId: '',
  annotatorName: '',
  readingFont: 'serif',
  textSize: 18,
  columnWidth: 68,
  lineHeight: 1.9,
  sentenceMarker: false,
  singleKeys: true,
  keys: {},
  snap: 'word',
  autoAdvance: true,
  announceCaret: 'off',
  motion: 'system',
  toastSeconds: 8,
  places: {},
};
