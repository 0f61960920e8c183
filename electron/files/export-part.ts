import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
  SplitName,
} from '../../shared/exchange/core/exchange-format.ts';
import type { DatasetArticle, DatasetHead } from '../../shared/formats/dataset.ts';
import type { JsonArticle } from '../../shared/formats/json/json-article.ts';
import type { ArticleLinks } from '../../shared/records/read-rows.ts';
import type { Id } from '../../shared/records/records.ts';
import type { WrittenPart } from './export-compare.ts';
import type { ExportRun } from './export-run.ts';
import type { ExportOptions } from './export-options.ts';
import type { FileSet, SetFile } from './file-set.ts';
import { SliceMap } from './export-slices.ts';
import type { LossLog } from './loss-log.ts';

/** What all parts are written from and to. */
export interface PartsInput {
  /** The rows beside the articles of a part; null: of the whole export. */
  readonly headOf: (split: SplitName | null) => DatasetHead;
  readonly options: ExportOptions;
  readonly losses: LossLog;
  readonly set: FileSet;
  /** Name of the file of a format that writes one, when the export is not split. */
  readonly main: string;
}

/** Where the files of a part go. */
interface PartPlace {
  readonly set: FileSet;
  /** Name of the only file; null for a format of many. */
  readonly mainFile: string | null;
  /** Folder of its many files; null for the folder of the export. */
  readonly subfolder: string | null;
}

/** A writer for each part, or one for all when there is only the part null. */
export function openParts(
  run: ExportRun,
  format: ExchangeFormat,
  { headOf, options, losses, set, main }: PartsInput,
  splits: readonly (SplitName | null)[],
): PartWriter[] {
  const contexts = splits.map((split): ExportContext => {
    const making = { generator: run.generator, exportedAt: run.exportedAt };
    const lose: ExportContext['lose'] = (loss) => losses.add(loss);
    const { hasText, offsetUnit } = options;
    return { head: headOf(split), making, hasText, offsetUnit, split, lose };
  });
  const writers = format.writeParts?.(contexts) ?? contexts.map((context) => format.write(context));
  return writers.map((writer, i) => {
    const split = splits[i] ?? null;
    const context = contexts[i];
    if (!context) throw new RangeError('a writer without a part');
    const name = split === null ? main : `${split}${format.extension ?? ''}`;
    const place: PartPlace = {
      set,
      mainFile: format.extension === null ? null : name,
      subfolder: format.writeParts ? null : split,
    };
    return new PartWriter(context, writer, place, format.readAlone);
  });
}

/** One run of a format into the files of a set. */
export class PartWriter {
  readonly split: SplitName | null;
  readonly #place: PartPlace;
  readonly #context: ExportContext;
  readonly #writer: FormatWriter;
  readonly #articleIds: Id[] = [];
  readonly #filesOf: string[][] = [];
  /** Names in the set by the names of the format. */
  readonly #names = new Map<string, string>();
  /** Of formats that are read back slice by slice. */
  readonly #slices: SliceMap | null;

  constructor(
    context: ExportContext,
    writer: FormatWriter,
    place: PartPlace,
    readAlone: ExchangeFormat['readAlone'],
  ) {
    this.#slices = readAlone === 'slice' ? new SliceMap() : null;
    this.split = context.split;
    this.#context = context;
    this.#writer = writer;
    this.#place = place;
  }

  async begin(): Promise<void> {
    await this.#addAround(this.#writer.begin());
  }

  /** Whether articles may come as JSON. */
  get takesJson(): boolean {
    return this.#writer.jsonArticle !== undefined;
  }

  /** @param json The article as JSON, where it came so; `links` are those of its marks. */
  async article(
    item: DatasetArticle,
    json: JsonArticle | null,
    links: ArticleLinks,
  ): Promise<void> {
    this.#articleIds.push(item.article.id);
    const { jsonArticle, article } = this.#writer;
    const pieces = json && jsonArticle ? jsonArticle(json, links) : article(item);
    this.#slices?.addArticle(pieces);
    this.#filesOf.push(await this.#add(pieces));
  }

  async end(): Promise<void> {
    await this.#addAround(this.#writer.end());
    // Of no articles there may be no piece; the file that was asked for is there all the same, empty.
    if (this.#names.size === 0 && this.#place.mainFile !== null) {
      await this.#addAround([{ file: '', content: '' }]);
    }
  }

  /** @param files What the set has written, by name. */
  finish(files: ReadonlyMap<string, SetFile>): WrittenPart {
    return {
      // The comparison asks the format again what it holds; that is no second loss.
      context: { ...this.#context, lose: () => undefined },
      articleIds: this.#articleIds,
      filesOf: this.#filesOf,
      slices: this.#slices,
      files: [...this.#names].flatMap(([own, name]) => {
        const file = files.get(name);
        return file ? [{ name: own === '' ? name : own, file }] : [];
      }),
    };
  }

  async #addAround(pieces: Iterable<ExportPiece>): Promise<void> {
    for (const piece of pieces) {
      this.#slices?.add(piece);
      await this.#add([piece]);
    }
  }

  /** Names of the files that began with these pieces, as the format knows them. */
  async #add(pieces: readonly ExportPiece[]): Promise<string[]> {
    const begun: string[] = [];
    for (const { file, content } of pieces) {
      let name = this.#names.get(file);
      if (name === undefined) {
        name = this.#nameOf(file);
        this.#names.set(file, name);
        begun.push(file);
      }
      await this.#place.set.append(name, content);
    }
    await this.#place.set.settle();
    return begun;
  }

  #nameOf(file: string): string {
    const { mainFile, subfolder } = this.#place;
    return mainFile ?? (subfolder === null ? file : `${subfolder}/${file}`);
  }
}
