import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeComparison } from '../../../electron/files/export-compare.ts';
import { writeExchangeExport } from '../../../electron/files/export-exchange.ts';
import { startRun } from '../../../electron/files/export-run.ts';
import type { ExchangeFormat } from '../../../shared/exchange/core/exchange-format.ts';
import { jsonlFormat } from '../../../shared/exchange/lines/jsonl.ts';
import { asJsonl, folderFormat, withSample, writeWith } from '../../helpers/exchange-exports.ts';
import { making, sampleDataset } from '../../helpers/exports.ts';
import { contextOf } from '../../helpers/generated-datasets.ts';
import { makeFolder } from '../../helpers/project.ts';

test.each([
  [1, 'Read back and compared: the article is as it was written.'],
  [8, 'Read back and compared: all 8 articles are as they were written.'],
  [5000, 'Read back and compared: all 5000 articles are as they were written.'],
])('a comparison of %d is told so', (articles, words) => {
  expect(describeComparison({ isCompared: true, articles, reason: null })).toBe(words);
});

describe('an export that cannot be kept', () => {
  test.each([
    [
      'a mark',
      (title: string) => title,
      /out\.jsonl, line 1: .* with the mark .+“.* changed: doubt/,
    ],
    ['a title', (title: string) => `${title}!`, /comes back with title changed/],
  ])(
    'for %s that reads back otherwise leaves nothing and says where',
    async (_, titleOf, message) => {
      const folder = makeFolder();
      const liar: ExchangeFormat = {
        ...jsonlFormat,
        holds: (item) => {
          const held = jsonlFormat.holds?.(item, contextOf(sampleDataset()));
          if (!held) throw new Error('JSON Lines says what it holds');
          const marks = held.marks.map((mark) => ({
            ...mark,
            doubt: titleOf('') === '' || mark.doubt,
          }));
          return {
            ...held,
            title: titleOf(held.title),
            marks: titleOf('') === '' ? marks : held.marks,
          };
        },
      };
      const [first] = sampleDataset().articles;
      const failure = await withSample((project) =>
        writeWith(project, liar, path.join(folder, 'out.jsonl')).catch((error: unknown) => error),
      );
      expect(failure).toMatchObject({ failure: { code: 'damaged' } });
      expect(String(failure)).toContain(first?.article.title);
      expect(String(failure)).toMatch(message);
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test('for an article that does not come back leaves nothing', async () => {
    const folder = makeFolder();
    const forgetful: ExchangeFormat = { ...jsonlFormat, read: () => [] };
    await withSample((project) =>
      expect(writeWith(project, forgetful, path.join(folder, 'out.jsonl'))).rejects.toThrow(
        /is missing/,
      ),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([3, 6, 9, 14])('for being cancelled at step %i leaves nothing', async (limit) => {
    const folder = makeFolder();
    const signal = { aborted: false };
    let steps = 0;
    const progress = () => {
      steps += 1;
      signal.aborted = steps >= limit;
    };
    await withSample(async (project) => {
      const run = startRun(project, asJsonl, making, { signal, progress });
      const target = path.join(folder, 'out');
      await expect(
        writeExchangeExport(run, folderFormat, asJsonl, target).finally(run.stop),
      ).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
