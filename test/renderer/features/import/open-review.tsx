import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ImportFile, ImportItem } from '../../../../shared/contract/import-views.ts';
import type { EngineContract } from '../../../../shared/contract/engine.ts';
import type { Answers } from '../../canned.ts';
import { openWindow } from '../../window.tsx';

/** A file of an import as it is proposed. */
export function item(key: string, change: Partial<ImportItem> = {}): ImportItem {
  return {
    key,
    fileKey: key,
    fileName: `${key}.txt`,
    part: null,
    sizeBytes: 4200,
    kind: 'article',
    problem: null,
    duplicateOf: null,
    nearDuplicateOf: null,
    title: `Title ${key}`,
    byline: 'Ana Ruiz',
    publisher: 'The Harbour Post',
    url: '',
    published: '2026-03-12',
    language: 'en',
    tags: [],
    encoding: 'utf-8',
    preview: 'Two regional hospitals are to close.',
    words: 812,
    dropped: [{ line: 4, text: 'Share this', reason: 'page furniture' }],
    marks: null,
    ...change,
  };
}

export const columns = {
  columns: ['headline', 'body'],
  rowCount: 1,
  rows: [['Ferry runs', 'It floats.']],
  mapping: {},
};
/** A table whose columns are not known. */
export const table: ImportFile = {
  key: '1',
  fileName: 'news.csv',
  sizeBytes: 40,
  format: 'table (CSV, TSV)',
  table: columns,
};

/** The review of an import of these items; other answers of the engine where they are named. */
export async function openReview(
  items: readonly ImportItem[],
  files: readonly ImportFile[] = [],
  more: Answers<EngineContract> = {},
) {
  const opened = await openWindow({
    articles: 0,
    engine: {
      'import.read': ({ first = Infinity }) => ({
        sessionId: 's',
        note: null,
        files,
        items: items.slice(0, first),
        itemCount: items.length,
      }),
      'import.items': ({ offset, limit }) => ({
        files: [],
        items: items.slice(offset, offset + limit),
        itemCount: items.length,
      }),
      'import.commit': () => ({
        stepId: 'step',
        articleIds: ['a'],
        imported: 1,
        revised: 0,
        marks: 0,
        skipped: [],
        leftOut: [],
      }),
      'import.remap': ({ mapping }) => ({
        file: { ...table, table: { ...columns, mapping: mapping ?? {} } },
        items: [item('1.1', { fileKey: '1', part: 1, title: 'Ferry runs' })],
        itemCount: 1,
      }),
      'import.item': ({ key }) => item(key, { preview: 'Asked for when it was shown.' }),
      'import.discard': () => null,
      ...more,
    },
  });
  await expect.element(page.getByText('Add your first article')).toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}A{/Shift}{/Control}');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  return opened;
}
