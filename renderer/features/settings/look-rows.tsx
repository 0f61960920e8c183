import { choice, ReadingSample, stepper, toggle } from './controls.tsx';
import type { SettingSection } from './setting-rows.tsx';

const percent = (value: number) => `${Math.round(value * 100)} %`;

/** How the window looks. */
export const appearance: SettingSection = {
  id: 'appearance',
  title: 'Appearance',
  rows: [
    {
      id: 'theme',
      label: 'Theme',
      words: 'dark light colours',
      settings: ['theme'],
      control: choice({
        label: 'Theme',
        get: ({ theme }) => theme,
        set: (theme) => ({ theme }),
        options: [
          { id: 'system', label: 'System' },
          { id: 'light', label: 'Light' },
          { id: 'dark', label: 'Dark' },
        ],
      }),
    },
    {
      id: 'contrast',
      label: 'Contrast',
      words: 'high accessibility',
      settings: ['contrast'],
      control: choice({
        label: 'Contrast',
        get: ({ contrast }) => contrast,
        set: (contrast) => ({ contrast }),
        options: [
          { id: 'system', label: 'System' },
          { id: 'normal', label: 'Normal' },
          { id: 'high', label: 'High' },
        ],
      }),
    },
    {
      id: 'zoom',
      label: 'Zoom',
      hint: 'Size of the whole window. For the article alone see Text size.',
      words: 'scale larger smaller',
      settings: ['zoom'],
      control: stepper({
        label: 'Zoom',
        get: ({ zoom }) => zoom,
        set: (zoom) => ({ zoom }),
        min: 0.8,
        max: 2,
        step: 0.1,
        format: percent,
        words: ['Zoom out', 'Zoom in'],
      }),
    },
    {
      id: 'colourBy',
      label: 'Colour marks by',
      hint: 'The place of a mark on the line always says what it is; colour adds one thing more.',
      words: 'color highlight',
      settings: ['colourBy'],
      control: choice({
        label: 'Colour marks by',
        get: ({ colourBy }) => colourBy,
        set: (colourBy) => ({ colourBy }),
        options: [
          { id: 'kind', label: 'Kind' },
          { id: 'type', label: 'Type' },
          { id: 'speaker', label: 'Speaker' },
          { id: 'status', label: 'Status' },
        ],
      }),
    },
  ],
};

/** How the article is set. */
export const reading: SettingSection = {
  id: 'reading',
  title: 'Reading',
  rows: [
    {
      id: 'readingFont',
      label: 'Font',
      words: 'typeface serif dyslexia',
      hint: 'Easy letters takes OpenDyslexic, Atkinson Hyperlegible or Lexend when one of them is installed.',
      settings: ['readingFont'],
      control: choice({
        label: 'Font',
        get: ({ readingFont }) => readingFont,
        set: (readingFont) => ({ readingFont }),
        options: [
          { id: 'serif', label: 'Serif' },
          { id: 'sans', label: 'Sans' },
          { id: 'dyslexia', label: 'Easy letters' },
          { id: 'mono', label: 'Mono' },
        ],
      }),
    },
    {
      id: 'textSize',
      label: 'Text size',
      settings: ['textSize'],
      control: stepper({
        label: 'Text size',
        get: ({ textSize }) => textSize,
        set: (textSize) => ({ textSize }),
        min: 12,
        max: 32,
        step: 1,
        format: (value) => `${value} px`,
        words: ['Smaller', 'Larger'],
      }),
    },
    {
      id: 'columnWidth',
      label: 'Column width',
      settings: ['columnWidth'],
      words: 'measure line length',
      control: stepper({
        label: 'Column width',
        get: ({ columnWidth }) => columnWidth,
        set: (columnWidth) => ({ columnWidth }),
        min: 40,
        max: 120,
        step: 4,
        format: (value) => `${value} characters`,
        words: ['Narrower', 'Wider'],
      }),
    },
    {
      id: 'lineHeight',
      label: 'Line height',
      hint: 'Below 1.7 the lines of marks that lie in one another come close to the letters.',
      words: 'spacing leading',
      settings: ['lineHeight'],
      control: stepper({
        label: 'Line height',
        get: ({ lineHeight }) => lineHeight,
        set: (lineHeight) => ({ lineHeight }),
        min: 1.5,
        max: 2.6,
        step: 0.1,
        format: (value) => value.toFixed(1),
        words: ['Tighter', 'Looser'],
      }),
    },
    {
      id: 'sample',
      label: 'Sample',
      words: 'preview',
      settings: [],
      control: ReadingSample,
    },
    {
      id: 'sentenceMarker',
      label: 'Sentence marker',
      hint: 'J and K move it.',
      words: 'highlight focus line',
      settings: ['sentenceMarker'],
      control: toggle({
        label: 'Set the sentence at the caret apart',
        get: ({ sentenceMarker }) => sentenceMarker,
        set: (sentenceMarker) => ({ sentenceMarker }),
      }),
    },
  ],
};
