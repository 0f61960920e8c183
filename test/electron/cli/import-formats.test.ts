import { strToU8 } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { annotatedFormats } from '../../../electron/handlers/annotated-files.ts';
import { exchangeFormats } from '../../../shared/exchange/formats.ts';
import { importFormats } from '../../../shared/formats/articles/import-formats.ts';
import { writeFormat } from '../../helpers/generated-datasets.ts';
import { listWholeFiles } from '../../helpers/hostile-files.ts';
import { makeFolder } from '../../helpers/project.ts';
import { quotemarkJson as run } from '../../helpers/quotemark.ts';
import { workedExample } from '../../helpers/worked-example.ts';

const text = 'The ferry sailed again on Friday, the operator said. “It floats,” said the captain.';
const rows = parquetWriteBuffer({
  columnData: [
    { name: 'title', data: ['Ferry'], type: 'STRING' },
    { name: 'text', data: [text], type: 'STRING' },
  ],
});
const news = [
  ...listWholeFiles(),
  { name: 'note.txt', bytes: strToU8(text) },
  { name: 'rows.parquet', bytes: new Uint8Array(rows) },
];

/** The name of a format by the ending of its files here. */
const formatOf: Readonly<Record<string, string>> = {
  txt: 'text',
  md: 'markdown',
  eml: 'email',
  rss: 'feed',
};

test(
  'every format of articles is read by its name, from files whose names say nothing',
  { timeout: 120_000 },
  async () => {
    const folder = makeFolder();
    const read = new Map<string, unknown>();
    for (const { name, bytes } of news) {
      const ending = path.extname(name).slice(1);
      const format = formatOf[ending] ?? ending;
      writeFileSync(path.join(folder, format), bytes);
      await run(folder, 'new', `${format}.quotemark`);
      const { value } = await run(
        folder,
        ...['import', `${format}.quotemark`, format, '--format', format],
      );
      const listed = await run(folder, 'list', `${format}.quotemark`, '--filter', 'ferry');
      read.set(format, [value.refused, value.imported > 0, listed.value.total > 0]);
    }
    const expected = Object.keys(importFormats).map((format) => [format, [0, true, true]]);
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(expected));
  },
);

test('every format with marks is read by its name', { timeout: 120_000 }, async () => {
  const read = new Map<string, unknown>();
  for (const format of exchangeFormats.filter(({ id }) => annotatedFormats.includes(id))) {
    const folder = makeFolder();
    for (const [name, bytes] of writeFormat(format, workedExample()).files) {
      const file = path.join(folder, 'set', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    await run(folder, 'new', 'p.quotemark');
    const { value } = await run(folder, 'import', 'p.quotemark', 'set', '--format', format.id);
    const found = await run(folder, 'search', 'p.quotemark', 'type:direct', '--in', 'quotations');
    read.set(format.id, [value.imported, value.refused, found.value.hits]);
  }
  expect(Object.fromEntries(read)).toEqual(
    Object.fromEntries(annotatedFormats.map((id) => [id, [1, 0, 1]])),
  );
});

test(
  'tables of every kind are taken by the columns that are named',
  { timeout: 120_000 },
  async () => {
    const folder = makeFolder();
    const cells = { kopf: 'Fähre fährt', wann: '2026-03-01', inhalt: text };
    const names = Object.keys(cells);
    const files = {
      'a.csv': `${names.join(',')}\n${Object.values(cells)
        .map((cell) => `"${cell}"`)
        .join(',')}\n`,
      'a.tsv': `${names.join('\t')}\n${Object.values(cells).join('\t')}\n`,
      'a.json': JSON.stringify([cells]),
      'a.jsonl': `${JSON.stringify(cells)}\n`,
      'a.parquet': new Uint8Array(
        parquetWriteBuffer({
          columnData: Object.entries(cells).map(([name, cell]) => ({
            name,
            data: [cell],
            type: 'STRING',
          })),
        }),
      ),
    };
    for (const [name, bytes] of Object.entries(files)) {
      writeFileSync(path.join(folder, name), bytes);
      await run(folder, 'new', `${name}.quotemark`);
      const imported = await run(
        folder,
        ...['import', `${name}.quotemark`, name, '--map', 'title=kopf,published=wann,text=inhalt'],
      );
      expect([name, imported.value]).toMatchObject([name, { imported: 1, refused: 0 }]);
      const { value } = await run(folder, 'list', `${name}.quotemark`, '--filter', 'from:2026-02');
      expect(value).toMatchObject({
        total: 1,
        articles: [{ title: 'Fähre fährt', published: '2026-03-01' }],
      });
    }
  },
);
