import { describe, expect, test } from 'vitest';
import { findLabel, findLayer, type Label } from '../../../shared/codebook/codebook.ts';
import { defaultCodebook } from '../../../shared/codebook/default.ts';
import { codebookSchema } from '../../../shared/commands/project.ts';

const tagsets: readonly (readonly [string, readonly Label[]])[] = [
  ...defaultCodebook.layers.map(({ id, labels }) => [id, labels] as const),
  ['claim statuses', defaultCodebook.claimStatuses],
  ['claim types', defaultCodebook.claimTypes],
];

describe('default codebook', () => {
  test('has the ids that exports rely on', () => {
    expect(ids(findLayer(defaultCodebook, 'quotation')?.labels)).toBe(
      'direct indirect mixed not_speech',
    );
    expect(ids(findLayer(defaultCodebook, 'mention')?.labels)).toBe(
      'person organisation place location group event product work date other',
    );
    expect(ids(defaultCodebook.claimStatuses)).toBe(
      'unverified corroborated confirmed disputed denied false retracted outdated not_checkable',
    );
  });

  test.each(tagsets)('%s: ids and keys are unique and every label is defined', (_, labels) => {
    const keys = labels.flatMap(({ key }) => (key === null ? [] : [key]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(labels.map(({ id }) => id)).size).toBe(labels.length);
    expect(labels.filter(({ definition }) => definition === '')).toEqual([]);
  });

  test.each(tagsets)('%s: no two labels share colour and line', (name, labels) => {
    // Claim types are named in lists only and never drawn.
    const drawn = name === 'claim types' ? [] : labels;
    const looks = drawn.map(({ colour, line }) => `${colour} ${line}`);
    expect(looks.filter((look, i) => looks.indexOf(look) !== i)).toEqual([]);
  });

  test('is valid input of codebook.update', () => {
    expect(codebookSchema.parse(defaultCodebook)).toEqual(defaultCodebook);
  });

  test('an unknown label or layer is null', () => {
    expect(findLabel(defaultCodebook, 'mention', 'direct')).toBeNull();
    expect(findLabel(defaultCodebook, 'nothing', 'direct')).toBeNull();
  });
});

function ids(labels: readonly Label[] | undefined): string {
  return (labels ?? []).map(({ id }) => id).join(' ');
}
