import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { previewExport } from '../../../electron/files/export.ts';
import type { ExchangeFormat } from '../../../shared/exchange/core/exchange-format.ts';
import { jsonlFormat } from '../../../shared/exchange/lines/jsonl.ts';
import { compareAnnotations } from '../../../shared/formats/dataset.ts';
import {
  asJsonl,
  folderFormat,
  readJson,
  readLines,
  withSample,
  writeWith,
} from '../../helpers/exchange-exports.ts';
import {
  asJson,
  exportAll,
  making,
  makeProjectOf,
  quiet,
  sampleDataset,
} from '../../helpers/exports.ts';
import { makeFolder } from '../../helpers/project.ts';

describe('a format of one file', () => {
  test('is written with a manifest beside it that is true', async () => {
    const folder = makeFolder();
    const report = await withSample((project) =>
      exportAll(project, asJsonl, path.join(folder, 'out.jsonl')),
    );
    expect((await readdir(folder)).toSorted()).toEqual(['out.jsonl', 'out.jsonl.manifest.json']);
    const manifest = await readJson(path.join(folder, 'out.jsonl.manifest.json'));
    const bytes = await readFile(path.join(folder, 'out.jsonl'));
    const lines = await readLines(path.join(folder, 'out.jsonl'));
    expect(manifest).toMatchObject({
      format: 'quotemark-export-manifest',
      version: 1,
      generator: making.generator,
      export_format: 'jsonl',
      offset_unit: 'code point',
      counts: { articles: lines.length, annotations: report.annotations },
      read_back: { compared: true, articles: lines.length, reason: null },
      files: [
        {
          name: 'out.jsonl',
          size_bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        },
      ],
      articles: lines.map(({ id, text_sha256, annotations }) => {
        return { id, text_sha256, annotations: annotations.length };
      }),
      lost: [],
    });
    const layers: Record<string, number> = {};
    for (const { layer } of lines.flatMap(({ annotations }) => annotations)) {
      layers[layer] = (layers[layer] ?? 0) + 1;
    }
    expect(manifest.counts.layers).toEqual(layers);
    expect(report).toMatchObject({
      format: 'jsonl',
      articles: 8,
      comparison: 'Read back and compared: all 8 articles are as they were written.',
    });
  });

  test('replaces a former export, but no manifest of another program', async () => {
    const target = path.join(makeFolder(), 'out.jsonl');
    await withSample(async (project) => {
      await exportAll(project, asJsonl, target);
      await exportAll(project, asJsonl, target);
      await writeFile(`${target}.manifest.json`, '{"theirs": true}');
      await expect(exportAll(project, asJsonl, target)).rejects.toMatchObject({
        failure: { code: 'conflict' },
      });
    });
    expect(await readJson(`${target}.manifest.json`)).toEqual({ theirs: true });
  });

  test('holds only the marks that were asked for, and only rows that they name', async () => {
    const target = path.join(makeFolder(), 'out.jsonl');
    const [line] = await withSample(async (project) => {
      await exportAll(project, { ...asJsonl, layers: ['claim'], states: ['accepted'] }, target);
      return readLines(target);
    });
    for (const { layer, state } of line.annotations) {
      expect([layer, state]).toEqual(['claim', 'accepted']);
    }
    const manifest = await readJson(`${target}.manifest.json`);
    expect(Object.keys(manifest.counts.layers)).toEqual(['claim']);
    expect(manifest.options).toMatchObject({ layers: ['claim'], states: ['accepted'] });
  });

  test('holds no text when it may not', async () => {
    const target = path.join(makeFolder(), 'out.jsonl');
    await withSample((project) => exportAll(project, { ...asJsonl, hasText: false }, target));
    const lines = await readLines(target);
    for (const line of lines) expect(line).not.toHaveProperty('text');
    expect((await readJson(`${target}.manifest.json`)).options.text).toBe(false);
  });

  test('is there when there are no articles, and empty', async () => {
    const project = makeProjectOf(makeFolder(), { ...sampleDataset(), articles: [], comments: [] });
    const target = path.join(makeFolder(), 'out.jsonl');
    await exportAll(project, asJsonl, target);
    project.close();
    expect(await readFile(target, 'utf8')).toBe('');
  });

  test('is compared by pieces when it is long', async () => {
    const dataset = sampleDataset();
    const [item] = dataset.articles;
    if (!item) throw new Error('the sample has no article');
    const articles = Array.from({ length: 120 }, (_, i) => {
      const id = `copy-${i}`;
      const { article, revision } = item;
      const rename = <Row extends { readonly id: string }>(row: Row): Row => ({
        ...row,
        id: `${row.id}-${i}`,
        articleId: id,
      });
      return {
        article: { ...article, id },
        revision: { ...revision, id: `${id}:${revision.number}`, articleId: id },
        states: [],
        annotations: item.annotations.map(rename),
      };
    });
    const project = makeProjectOf(makeFolder(), {
      ...dataset,
      articles,
      comments: [],
      evidence: [],
      events: [],
    });
    const target = path.join(makeFolder(), 'out.jsonl');
    const report = await exportAll(project, asJsonl, target);
    project.close();
    expect(report.files[0]?.sizeBytes).toBeGreaterThan(2 * 1024 * 1024);
    expect(report.comparison).toContain('all 120 articles');
  });
});

describe('a format of many files', () => {
  test('is written into a folder, with what it lost item by item', async () => {
    const target = path.join(makeFolder(), 'out');
    const report = await withSample((project) => writeWith(project, folderFormat, target));
    expect((await readdir(target)).toSorted()).toEqual([
      'about.txt',
      'manifest.json',
      'marks',
      'texts',
    ]);
    const about = (await readFile(path.join(target, 'about.txt'), 'utf8')).trimEnd().split('\n');
    expect([about[0], about.at(-1), about.length]).toEqual(['about', 'end', 10]);
    const manifest = await readJson(path.join(target, 'manifest.json'));
    const noted = sampleDataset().articles.flatMap(({ annotations }) =>
      annotations.toSorted(compareAnnotations).filter(({ note }) => note !== ''),
    );
    expect(manifest.lost).toEqual(
      noted.map(({ id, articleId }) => {
        return { article: articleId, annotation: id, reason: 'Notes have no place.' };
      }),
    );
    expect(report.losses).toContain(`Notes have no place. (${noted.length} marks)`);
    expect(report.comparison).toContain('all 8 articles');
    for (const { name, sha256 } of manifest.files) {
      const bytes = await readFile(path.join(target, name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    }
  });

  test('takes the place of a former export, but of no folder with anything else in it', async () => {
    const target = path.join(makeFolder(), 'out');
    await withSample(async (project) => {
      await writeWith(project, folderFormat, target);
      await writeWith(project, folderFormat, target);
      await writeFile(path.join(target, 'texts', 'notes.txt'), 'mine');
      await expect(writeWith(project, folderFormat, target)).rejects.toMatchObject({
        failure: { code: 'conflict' },
      });
      const other = path.join(makeFolder(), 'other');
      await mkdir(other);
      await writeFile(path.join(other, 'manifest.json'), '{}');
      await expect(writeWith(project, folderFormat, other)).rejects.toMatchObject({
        failure: { code: 'conflict' },
      });
    });
    expect(await readFile(path.join(target, 'texts', 'notes.txt'), 'utf8')).toBe('mine');
  });

  test.each(['../out.txt', '/out.txt', 'a//b', 'a\\b', 'c:d', ''])(
    'may not write to %j',
    async (file) => {
      const folder = makeFolder();
      const bad: ExchangeFormat = {
        ...folderFormat,
        write: () => ({ begin: () => [{ file, content: 'x' }], article: () => [], end: () => [] }),
      };
      await withSample((project) =>
        expect(writeWith(project, bad, path.join(folder, 'out'))).rejects.toThrow(RangeError),
      );
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

describe('a split', () => {
  const split = { train: 50, validation: 25, test: 25, seed: 3, groupBy: 'story' } as const;

  test('puts the parts into files of one folder', async () => {
    const target = path.join(makeFolder(), 'out');
    const report = await withSample((project) => exportAll(project, { ...asJsonl, split }, target));
    const manifest = await readJson(path.join(target, 'manifest.json'));
    const ids: string[] = [];
    for (const name of ['train', 'validation', 'test']) {
      const lines = await readLines(path.join(target, `${name}.jsonl`));
      expect(lines).toHaveLength(manifest.split.articles[name]);
      ids.push(...lines.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(8);
    expect(manifest.options.split).toEqual(split);
    expect(manifest.split.leakage).toHaveLength(5);
    expect(report.split?.parts.map(({ articles }) => articles)).toEqual([4, 2, 2]);
    expect(report.comparison).toContain('all 8 articles');
  });

  test('puts formats of many files into a folder each', async () => {
    const target = path.join(makeFolder(), 'out');
    await withSample((project) => writeWith(project, folderFormat, target, { ...asJsonl, split }));
    expect((await readdir(target)).toSorted()).toEqual([
      'manifest.json',
      'test',
      'train',
      'validation',
    ]);
    expect(await readdir(path.join(target, 'train', 'texts'))).toHaveLength(4);
  });

  test('makes one Hugging Face dataset with one card', async () => {
    const target = path.join(makeFolder(), 'out');
    const options = { ...asJsonl, format: 'huggingface', split };
    const report = await withSample((project) => exportAll(project, options, target));
    expect((await readdir(target, { recursive: true })).toSorted()).toEqual([
      'README.md',
      'data',
      'data/test-00000-of-00001.parquet',
      'data/train-00000-of-00001.parquet',
      'data/validation-00000-of-00001.parquet',
      'manifest.json',
    ]);
    const card = await readFile(path.join(target, 'README.md'), 'utf8');
    const [, header = ''] = card.split(/^---$/m);
    expect(parse(header)).toMatchObject({
      configs: [
        {
          config_name: 'default',
          data_files: (report.split?.parts ?? []).map(({ name }) => ({
            split: name,
            path: `data/${name}-*.parquet`,
          })),
        },
      ],
      dataset_info: {
        splits: (report.split?.parts ?? []).map(({ name, articles }) => ({
          name,
          num_examples: articles,
        })),
      },
    });
    for (const { name, articles } of report.split?.parts ?? []) {
      expect(card).toContain(`- ${articles} articles in the split \`${name}\``);
    }
  });
});

test('a preview shows the beginning, the counts and what would be lost', async () => {
  const preview = await withSample((project) => previewExport(project, asJsonl, making, quiet));
  expect(preview).toMatchObject({ articles: 8, sampleFile: 'export.jsonl', split: null });
  expect(preview.sample).toMatch(/^\{"format":"quotemark-article"/);
  expect(preview.warnings).toContain(jsonlFormat.losses[0]);
});

test.each([[{ format: 'xml' }, 'bad_input']])(
  'what cannot be written is refused: %j',
  async (change, code) => {
    await withSample((project) =>
      expect(
        exportAll(project, { ...asJson, ...change }, path.join(makeFolder(), 'out')),
      ).rejects.toMatchObject({ failure: { code } }),
    );
  },
);
