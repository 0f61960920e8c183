import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { huggingfaceFormat } from '../../../../shared/exchange/parquet/huggingface.ts';
import { sampleDataset } from '../../../helpers/exports.ts';
import { arbitraryDataset, writeFormat } from '../../../helpers/generated-datasets.ts';
import { queryParquet, readParquet } from '../../../helpers/parquet.ts';

const data = 'data/train-00000-of-00001.parquet';

function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(files.get(name));
}

/** What stands between the lines `---` of a card. */
function headerOf(card: string): unknown {
  const [, header] = /^---\n([\s\S]*?)\n---\n/.exec(card) ?? [];
  return parse(header ?? '');
}

interface Span {
  readonly id: string;
  readonly annotation_id: string;
  readonly role: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
interface Row {
  readonly id: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly spans: readonly Span[];
  readonly relations: readonly { readonly from: string; readonly to: string }[];
}

test('another reader finds every text, span and relation of any project', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryDataset(), async (dataset) => {
      const { files } = writeFormat(huggingfaceFormat, dataset);
      const rows = (await readParquet(files.get(data) ?? new Uint8Array())) as unknown as Row[]; // a checked parse below
      expect(rows.map(({ id, text, tags }) => ({ id, text, tags }))).toEqual(
        dataset.articles.map(({ article, revision }) => {
          return { id: article.id, text: revision.text, tags: article.tags };
        }),
      );
      rows.forEach(({ spans, relations, text }, i) => {
        const annotations = dataset.articles[i]?.annotations ?? [];
        expect(spans.map(toPlain)).toEqual(
          annotations.flatMap(({ id, segments }) =>
            segments.map(({ role, start, end, exact }) => {
              return { annotation_id: id, role, start, end, text: exact };
            }),
          ),
        );
        const characters = [...text];
        for (const span of spans) {
          expect(characters.slice(span.start, span.end).join('')).toBe(span.text);
        }
        const ids = new Set(spans.map((span) => span.id));
        expect(ids.size).toBe(spans.length);
        expect(relations.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
        expect(relations).toHaveLength(spans.length - annotations.length);
      });
    }),
    { numRuns: 30 },
  );
}, 60_000);

function toPlain({ annotation_id, role, start, end, text }: Span) {
  return { annotation_id, role, start, end, text };
}

test('DuckDB reads spans as a list of structs and cuts the same words', async () => {
  const { files } = writeFormat(huggingfaceFormat, sampleDataset());
  const wrong = await queryParquet(
    files,
    `WITH s AS (SELECT text AS body, unnest(spans) AS span FROM {${data}})
     SELECT count(*) FROM s WHERE length(span.text) <> span."end" - span.start
        OR span.text <> substr(body, span.start + 1, span."end" - span.start)`,
  );
  expect(wrong).toEqual(['0']);
  const nulls = await queryParquet(
    files,
    `WITH s AS (SELECT unnest(spans) AS span FROM {${data}})
     SELECT count(*) FILTER (span.entity IS NULL OR span.note IS NULL) FROM s`,
  );
  expect(nulls).toEqual(['0']);
});

test('the card says which columns the data has, of which type, and where they are', async () => {
  const { files } = writeFormat(huggingfaceFormat, sampleDataset());
  const card = textOf(files, 'README.md');
  const header = headerOf(card);
  expect(header).toMatchObject({
    language: ['ar', 'de', 'en'],
    license: 'other',
    configs: [
      { config_name: 'default', data_files: [{ split: 'train', path: 'data/train-*.parquet' }] },
    ],
    dataset_info: { splits: [{ name: 'train', num_examples: sampleDataset().articles.length }] },
  });
  const described = await queryParquet(files, `SELECT column_name FROM (DESCRIBE FROM {${data}})`);
  const { dataset_info } = header as {
    readonly dataset_info: { readonly features: readonly { readonly name: string }[] };
  };
  expect(dataset_info.features.map(({ name }) => name)).toEqual(described);
  expect(card).toContain('row["text"][span["start"]:span["end"]] == span["text"]');
});

test('names the file after its split, and leaves the texts out when asked', async () => {
  const { files } = writeFormat(huggingfaceFormat, sampleDataset(), {
    hasText: false,
    split: 'test',
  });
  const name = 'data/test-00000-of-00001.parquet';
  expect([...files.keys()]).toEqual([name, 'README.md']);
  const columns = await queryParquet(files, `SELECT column_name FROM (DESCRIBE FROM {${name}})`);
  expect(columns).not.toContain('text');
  expect(textOf(files, 'README.md')).toContain('The texts of the articles are left out.');
});
