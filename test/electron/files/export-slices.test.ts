import fc from 'fast-check';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { SliceMap } from '../../../electron/files/export-slices.ts';
import type { ExportPiece, SourceFile } from '../../../shared/exchange/core/exchange-format.ts';
import { exchangeFormats } from '../../../shared/exchange/formats.ts';
import type { Dataset } from '../../../shared/formats/dataset.ts';
import { inExportOrder } from '../../helpers/export-order.ts';
import { arbitraryDataset, contextOf } from '../../helpers/generated-datasets.ts';
import { makeFolder } from '../../helpers/project.ts';

/** Writes pieces as an export does, and takes note of them. */
class Files {
  readonly slices = new SliceMap();
  readonly names = new Set<string>();
  readonly #folder = makeFolder();

  async around(pieces: Iterable<ExportPiece>): Promise<void> {
    for (const piece of pieces) {
      this.slices.add(piece);
      await this.#write([piece]);
    }
  }

  async article(pieces: readonly ExportPiece[]): Promise<void> {
    this.slices.addArticle(pieces);
    await this.#write(pieces);
  }

  async readSlices(pieceBytes: number): Promise<SourceFile[][]> {
    const all: SourceFile[][] = [];
    for await (const files of this.slices.read((name) => this.#pathOf(name), pieceBytes)) {
      all.push(files);
    }
    return all;
  }

  async readWhole(): Promise<SourceFile[]> {
    const names = [...this.names];
    return Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(this.#pathOf(name)) })),
    );
  }

  #pathOf(name: string): string {
    return path.join(this.#folder, name);
  }

  async #write(pieces: readonly ExportPiece[]): Promise<void> {
    for (const { file, content } of pieces) {
      this.names.add(file);
      await appendFile(this.#pathOf(file), content);
    }
  }
}

function textsOf(slices: readonly (readonly SourceFile[])[]): Record<string, string>[] {
  return slices.map((files) =>
    Object.fromEntries(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])),
  );
}

test('a slice has what stands around all articles, its own ones, and nothing before the first of them', async () => {
  const files = new Files();
  await files.around([
    { file: 'a', content: '[' },
    { file: 'b', content: '' },
  ]);
  await files.article([
    { file: 'a', content: 'é1' },
    { file: 'b', content: 'one\n' },
  ]);
  await files.article([
    { file: 'a', content: ',', isBetween: true },
    { file: 'a', content: '2' },
    { file: 'a', content: '2' },
  ]);
  await files.article([
    { file: 'a', content: ',', isBetween: true },
    { file: 'a', content: '3' },
    { file: 'c', content: 'late' },
  ]);
  await files.around([{ file: 'a', content: ']' }]);
  expect(textsOf(await files.readSlices(1))).toEqual([
    { a: '[é1]', b: 'one\n', c: '' },
    { a: '[22]', b: '', c: '' },
    { a: '[3]', b: '', c: 'late' },
  ]);
  expect(textsOf(await files.readSlices(8))).toEqual([
    { a: '[é1,22]', b: 'one\n', c: '' },
    { a: '[3]', b: '', c: 'late' },
  ]);
  expect(textsOf(await files.readSlices(100))).toEqual([{ a: '[é1,22,3]', b: 'one\n', c: 'late' }]);
});

describe('articles that are read by themselves are those that are read together', () => {
  const sliced = exchangeFormats.filter(({ readAlone }) => readAlone === 'slice');

  test('there are such formats', () => {
    expect(sliced.map(({ id }) => id)).toEqual(['label-studio', 'iob2']);
  });

  test.each(sliced.map((format) => [format.id, format] as const))('%s', async (_, format) => {
    const { read } = format;
    if (!read) throw new Error('it is read');
    for (const generated of fc.sample(arbitraryDataset(), { numRuns: 20, seed: 20_261_129 })) {
      const dataset: Dataset = inExportOrder(generated);
      const writer = format.write(contextOf(dataset));
      const files = new Files();
      await files.around(writer.begin());
      for (const item of dataset.articles) await files.article(writer.article(item));
      await files.around(writer.end());
      const unplaced = (sources: readonly SourceFile[]) =>
        [...read(sources)].map((article) => ({ ...article, place: '' }));
      const whole = unplaced(await files.readWhole());
      expect(whole).toHaveLength(dataset.articles.length);
      expect((await files.readSlices(1)).flatMap(unplaced)).toEqual(whole);
      expect((await files.readSlices(3000)).flatMap(unplaced)).toEqual(whole);
    }
  });
});
