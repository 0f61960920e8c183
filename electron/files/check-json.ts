import { createHash } from 'node:crypto';
import { decodeUtf8 } from '../../shared/exchange/core/utf8.ts';
import { type DatasetArticle } from '../../shared/formats/dataset.ts';
import { readExportArticle } from '../../shared/formats/json/dataset-from-file.ts';
import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import { buildExportArticle } from '../../shared/formats/json/quotemark-build.ts';
import { checkArticles } from '../../shared/formats/json/quotemark-checks.ts';
import type { ExportArticle } from '../../shared/formats/json/quotemark-schema.ts';
import { exportFileEnd } from '../../shared/formats/json/quotemark-text.ts';
import type { Id } from '../../shared/records/records.ts';
import { compareTexts } from '../../shared/util/compare-texts.ts';
import { isSameJson } from '../../shared/util/json.ts';
import type { Refusal } from '../../shared/util/result.ts';
import { ByteReader } from './byte-reader.ts';
import { notReadBack, type Comparison } from './export-compare.ts';
import { readArticles } from './export-head.ts';
import type { ExportRun } from './export-run.ts';

/** What the file should hold. */
export interface WrittenJson {
  /** Everything before the articles, made anew. */
  readonly head: Iterable<string>;
  readonly articleIds: readonly Id[];
  readonly hasText: boolean;
}

/** How an article ends: nothing inside of one stands so far to the left. */
const articleEnd = Buffer.from('\n    }');

/**
 * Read the JSON export back, article by article, as the import does, and compare each with its rows.
 *
 * @param name Of the file, for messages.
 * @throws Refusal `damaged` naming article and mark when something differs.
 */
export function compareJsonExport(
  run: ExportRun,
  file: string,
  name: string,
  { head, articleIds, hasText }: WrittenJson,
): Promise<Comparison> {
  return ByteReader.over(file, async (reader) => {
    const expect = async (text: string, where: string): Promise<void> => {
      const bytes = Buffer.from(text);
      if (!bytes.equals(await reader.take(bytes.length)))
        throw fault(name, `${where} is not as it was written`);
      await run.breathe();
    };
    for (const line of head)
      await expect(line, `what stands before the articles (“${line.trim().slice(0, 60)}”)`);
    let articles = 0;
    for await (const item of readArticles(run, articleIds)) {
      const title = `the article “${item.article.title}”`;
      await expect(articles === 0 ? '\n' : ',\n', `what stands before ${title}`);
      const bytes = await reader.takeThrough(articleEnd);
      const what = bytes ? describeDifference(bytes, item, hasText) : 'is missing';
      if (what !== null) throw fault(name, `${title} ${what}`);
      articles += 1;
      run.report(articles, articleIds.length, 'Reading back');
    }
    await expect(articles === 0 ? exportFileEnd : `\n  ${exportFileEnd}`, 'its end');
    if ((await reader.take(1)).length > 0) throw fault(name, 'there is more than was written');
    return { isCompared: true, articles, reason: null };
  });
}

function fault(name: string, what: string): Refusal {
  return notReadBack('Quotemark JSON', `${name}: ${what}`);
}

/** How an article in the file is not its rows; null when it is. */
function describeDifference(
  bytes: Uint8Array,
  item: DatasetArticle,
  hasText: boolean,
): string | null {
  const text = decodeUtf8(bytes);
  const parsed = text === null ? null : parseJsonText(text);
  if (!parsed?.ok) return 'cannot be read';
  // Every key is compared with the rows, so that a value of another kind is found there.
  const found = parsed.value as unknown as ExportArticle;
  if (!hasText) {
    const { text: _, document: __, ...held } = buildExportArticle(item);
    return isSameJson(found, held) ? null : describeMark(found.annotations, held.annotations);
  }
  const checked = checkArticles([found], sha256);
  if (!checked.ok) return `cannot be read: ${checked.error.message}`;
  const [problem] = checked.value.problems;
  if (problem !== undefined) return `is not right: ${problem}`;
  const [document] = checked.value.documents;
  if (!document) return 'has no text';
  const states = [...item.states].sort((a, b) => compareTexts(a.annotatorId, b.annotatorId));
  const read = readExportArticle(found, document);
  const annotations = item.annotations.map((mark, i) => {
    // Rows have segments in the order in which they were made.
    const segments = read.annotations[i]?.segments;
    return segments && sameSegments(mark.segments, segments) ? { ...mark, segments } : mark;
  });
  const own = { ...item, states, annotations };
  return isSameJson(read, own) ? null : describeMark(read.annotations, own.annotations);
}

function sameSegments(left: readonly unknown[], right: readonly unknown[]): boolean {
  return (
    left.length === right.length &&
    left.every((segment) => right.some((other) => isSameJson(segment, other)))
  );
}

interface NamedMark {
  readonly id: Id;
}

function describeMark(found: readonly NamedMark[], held: readonly NamedMark[]): string {
  const i = held.findIndex((mark, at) => !isSameJson(mark, found[at]));
  const mark = held[i];
  return mark ? `comes back with the mark ${mark.id} changed or gone` : 'comes back changed';
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
