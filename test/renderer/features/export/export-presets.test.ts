import { expect, test } from 'vitest';
import { initialOptions } from '../../../../renderer/features/export/export-options.ts';
import {
  putPreset,
  readPresets,
  writePresets,
} from '../../../../renderer/features/export/export-presets.ts';
import type { JsonObject } from '../../../../shared/util/json.ts';

const split = { train: 80, validation: 10, test: 10, seed: 3, groupBy: 'speaker' } as const;
const preset = {
  name: 'Training',
  options: { ...initialOptions, format: 'jsonl', layers: ['claim'], redact: ['tom'], split },
};

const projectWith = (settings: JsonObject) => ({
  id: 'p',
  name: 'P',
  description: '',
  settings,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
});

test('presets come back as they were saved, one for each name', () => {
  const other = { ...preset, options: initialOptions };
  const presets = putPreset(putPreset([other], { ...preset, name: 'All' }), preset);
  const stored = JSON.parse(JSON.stringify(writePresets(presets)));
  expect(readPresets(projectWith(stored))).toEqual([{ ...preset, name: 'All' }, preset]);
});

test.each([
  [{}, []],
  [{ exportPresets: 'none' }, []],
  [{ exportPresets: [1, null, { name: '' }, { options: {} }] }, []],
  [
    {
      exportPresets: [
        { name: 'Odd', options: { statuses: ['done', 'lost'], split: { train: 1 } } },
      ],
    },
    [{ name: 'Odd', options: { ...initialOptions, statuses: ['done'] } }],
  ],
])('what cannot be read is left out: %j', (settings, presets) => {
  expect(readPresets(projectWith(settings))).toEqual(presets);
});
