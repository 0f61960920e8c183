import fc from 'fast-check';
import { expect } from 'vitest';
import type { AnnotatedArticle } from '../../shared/exchange/core/annotated-article.ts';
import type {
  ChosenUnit,
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  Loss,
  SplitName,
} from '../../shared/exchange/core/exchange-format.ts';
import {
  compareAnnotations,
  type Dataset,
  type DatasetArticle,
} from '../../shared/formats/dataset.ts';
import type { Annotation } from '../../shared/records/records.ts';
import { codePoints } from '../../shared/text/offsets.ts';
import { datasets } from './datasets.ts';
import { making } from './exports.ts';

/** What a test asks of a format. */
export interface WriteOptions {
  /** True when left out. */
  readonly hasText?: boolean;
  /** Not split when left out. */
  readonly split?: SplitName;
  /** The format's own when left out. */
  readonly offsetUnit?: ChosenUnit;
}

/** What a format wrote in a test. */
export interface WrittenFormat {
  /** Bytes by file, in the order in which the files began; the key is empty for a format of one file. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly losses: readonly Loss[];
}

/** A context that adds losses to the list. */
export function contextOf(
  dataset: Dataset,
  losses: Loss[] = [],
  { hasText = true, split, offsetUnit }: WriteOptions = {},
): ExportContext {
  const { articles: _, ...head } = dataset;
  const chosen = { hasText, offsetUnit: offsetUnit ?? null, split: split ?? null };
  return { head, making, ...chosen, lose: (loss) => losses.push(loss) };
}

/** Write a whole dataset in memory, as the exporter does into files. */
export function writeFormat(
  format: ExchangeFormat,
  dataset: Dataset,
  options: WriteOptions = {},
): WrittenFormat {
  const losses: Loss[] = [];
  const writer = format.write(contextOf(dataset, losses, options));
  const parts = new Map<string, Uint8Array[]>();
  const add = (pieces: readonly ExportPiece[]): void => {
    for (const { file, content } of pieces) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const before = parts.get(file);
      if (before) before.push(bytes);
      else parts.set(file, [bytes]);
    }
  };
  add(writer.begin());
  for (const item of dataset.articles) add(writer.article(item));
  add([...writer.end()]);
  const files = new Map([...parts].map(([file, list]) => [file, joinBytes(list)]));
  return { files, losses };
}

/** What a format reads from its own files. @throws TypeError when it has no reader. */
export function readFormat(
  format: ExchangeFormat,
  files: ReadonlyMap<string, Uint8Array>,
): AnnotatedArticle[] {
  if (!format.read) throw new TypeError(`the format ${format.id} cannot be read`);
  return [...format.read([...files].map(([name, bytes]) => ({ name, bytes })))];
}

/** What a format says it holds of a dataset. @throws TypeError when it does not say. */
export function heldBy(
  format: ExchangeFormat,
  dataset: Dataset,
  options: WriteOptions = {},
): AnnotatedArticle[] {
  const { holds } = format;
  if (!holds) throw new TypeError(`the format ${format.id} does not say what it holds`);
  const context = contextOf(dataset, [], options);
  return dataset.articles.map((item) => holds(item, context));
}

/**
 * The law of exchange formats over generated projects: reading what was written gives what the format holds, and writing is
 * deterministic. `place` is for messages and not compared.
 */
export function checkExchangeFormat(
  format: ExchangeFormat,
  options: WriteOptions & { readonly runs?: number } = {},
): void {
  const place = '';
  fc.assert(
    fc.property(arbitraryDataset(), (dataset) => {
      const { files, losses } = writeFormat(format, dataset, options);
      const found = readFormat(format, files).map((article) => ({ ...article, place }));
      const held = heldBy(format, dataset, options).map((article) => ({ ...article, place }));
      expect(found).toEqual(held);
      expect(writeFormat(format, dataset, options)).toEqual({ files, losses });
    }),
    { numRuns: options.runs ?? 100 },
  );
}

/**
 * Any project, its articles with marks that overlap, nest, cover the same words, cover all of the text, or stand in fragments,
 * over texts with astral characters, emoji, combining marks and right-to-left writing; some have no marks in a layer, or none.
 */
export function arbitraryDataset(): fc.Arbitrary<Dataset> {
  const shapes = fc.subarray(['nested', 'overlapping', 'same', 'whole', 'fragments'] as const);
  return fc
    .tuple(datasets(), fc.array(shapes, { minLength: 3, maxLength: 3 }))
    .map(([dataset, chosen]) => ({
      ...dataset,
      articles: dataset.articles.map((item, i) => addShapes(item, dataset, chosen[i] ?? [])),
    }));
}

type Shape = 'nested' | 'overlapping' | 'same' | 'whole' | 'fragments';

/** Places by shape, in parts of the text. */
const places: Readonly<Record<Shape, readonly (readonly [number, number])[]>> = {
  nested: [[0.25, 0.5]],
  overlapping: [[0.4, 0.8]],
  same: [[0.25, 0.5]],
  whole: [[0, 1]],
  fragments: [
    [0.1, 0.3],
    [0.6, 0.9],
  ],
};

function addShapes(
  item: DatasetArticle,
  dataset: Dataset,
  shapes: readonly Shape[],
): DatasetArticle {
  const characters = [...item.revision.text];
  if (characters.length < 10) return item;
  const entity = dataset.entities[0]?.id ?? null;
  const added = shapes.map((shape, i): Annotation => {
    const { createdAt, createdBy, updatedAt, updatedBy } = item.article;
    return {
      id: `${item.article.id}-${shape}`,
      articleId: item.article.id,
      revision: item.revision.number,
      layer: 'mention',
      label: i % 2 === 0 ? 'person' : 'place',
      annotatorId: 'ann',
      state: 'accepted',
      attributes: {},
      doubt: false,
      note: '',
      entityId: i % 2 === 0 ? entity : null,
      speakerId: null,
      claimId: null,
      segments: places[shape].map(([from, to]) => {
        const start = codePoints(Math.floor(from * characters.length));
        const end = codePoints(Math.floor(to * characters.length));
        return { role: 'span', start, end, exact: characters.slice(start, end).join('') };
      }),
      createdAt,
      createdBy,
      updatedAt,
      updatedBy,
    };
  });
  return { ...item, annotations: [...item.annotations, ...added].sort(compareAnnotations) };
}

/** Some such projects, the same ones at each run: for checks that are too slow for a law. */
export function someDatasets(count: number): Dataset[] {
  return fc.sample(arbitraryDataset(), { numRuns: count, seed: 9 });
}

/** Text of one file of what a format writes of a dataset. */
export function textOfFile(format: ExchangeFormat, dataset: Dataset, file = ''): string {
  return new TextDecoder().decode(writeFormat(format, dataset).files.get(file));
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
