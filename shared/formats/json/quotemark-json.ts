import type { JsonValue } from '../../util/json.ts';
import { fail, ok, type Result } from '../../util/result.ts';
import { compareCreated, markChecked, type Dataset } from '../dataset.ts';
import { buildDataset } from './dataset-from-file.ts';
import { formatPath, parseJsonText } from './json-text.ts';
import { buildExportArticle, buildExportHead, type ExportMaking } from './quotemark-build.ts';
import { checkArticles, checkLinks } from './quotemark-checks.ts';
import {
  exportFileSchema,
  exportFormat,
  exportOffsetUnit,
  exportVersion,
  type ExportFile,
} from './quotemark-schema.ts';

/** The JSON export of a project: rows in a fixed order, keys in a fixed order. */
export function buildExportFile(dataset: Dataset, making: ExportMaking): ExportFile {
  const articles = [...dataset.articles].sort((a, b) => compareCreated(a.article, b.article));
  return { ...buildExportHead(dataset, making), articles: articles.map(buildExportArticle) };
}

/** A JSON export that has passed every check. */
export interface ParsedExport {
  /** What `dataset.import` takes. */
  readonly dataset: Dataset;
  /** Paths of keys that this version does not know and leaves out, `articles[0].sentiment`; at most `ignoredLimit`. */
  readonly ignored: readonly string[];
}

/** Most paths that are named in `ignored`. */
const ignoredLimit = 50;
/** Most problems that one message names. */
const problemLimit = 10;

/**
 * Read a JSON export and check all of it: structure, ids, links, that each document gives its text, hashes, and
 * `text[start:end] === exact` for every segment.
 *
 * @param text The file, decoded.
 * @param sha256 SHA-256 of a text as UTF-8, lower-case hex.
 * @returns `bad_input` naming line and column (not JSON) or paths and annotations (not right); `newer_version` for a version
 *   of the format to come; `unsupported_file` for other JSON; `too_large` beyond a limit.
 */
export function parseExportFile(
  text: string,
  sha256: (text: string) => string,
): Result<ParsedExport> {
  const json = parseJsonText(text);
  return json.ok ? readExportFile(json.value, sha256) : json;
}

/** The same from a parsed value, such as `parseJsonText` gives. Shares parts of it: do not change it afterwards. */
export function readExportFile(
  value: JsonValue,
  sha256: (text: string) => string,
): Result<ParsedExport> {
  const foreign = checkHeader(value);
  if (foreign !== null) return foreign;
  const parsed = exportFileSchema.safeParse(value);
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map(
        (issue) => `${formatPath(issue.path) || 'The file'}: ${issue.message}`,
      ),
    );
  }
  const linkProblems = checkLinks(parsed.data);
  if (linkProblems.length > 0) return refuse(linkProblems);
  const articles = checkArticles(parsed.data.articles, sha256);
  if (!articles.ok) return articles;
  if (articles.value.problems.length > 0) return refuse(articles.value.problems);
  const ignored: string[] = [];
  listUnknownKeys(value, parsed.data, [], ignored);
  return ok({
    dataset: markChecked(buildDataset(parsed.data, articles.value.documents)),
    ignored,
  });
}

/** Whether the value says that it is an export of ours, whatever its state. */
export function isExportFile(value: JsonValue): boolean {
  return fieldOf(value, 'format') === exportFormat;
}

function checkHeader(value: JsonValue) {
  if (!isExportFile(value)) {
    return fail(
      'unsupported_file',
      `The file is JSON, but no export of ${exportFormat}: its key “format” does not say so.`,
    );
  }
  const version = fieldOf(value, 'version');
  if (typeof version === 'number' && version > exportVersion) {
    return fail(
      'newer_version',
      `The export has version ${version}; this program reads version ${exportVersion}.`,
    );
  }
  const unit = fieldOf(value, 'offset_unit');
  if (unit !== exportOffsetUnit) {
    return fail(
      'bad_input',
      `offset_unit must be “${exportOffsetUnit}”, not ${JSON.stringify(unit ?? null)}.`,
    );
  }
  if (fieldOf(value, 'without_text') !== undefined) {
    return fail(
      'bad_input',
      'The file was exported without the texts of its articles, so there is nothing that its marks could be put on. Export the project with texts to import it.',
    );
  }
  return null;
}

function fieldOf(value: JsonValue, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function refuse(problems: readonly string[]) {
  const named = problems.slice(0, problemLimit).join('\n');
  const rest = problems.length - problemLimit;
  return fail('bad_input', rest > 0 ? `${named}\nand ${rest} more.` : named, {
    problems: problems.length,
  });
}

/** Keys of the file that the schema has dropped. The document's are `parseDocument`'s to refuse. */
function listUnknownKeys(
  raw: unknown,
  kept: unknown,
  path: readonly (string | number)[],
  into: string[],
): void {
  if (typeof raw !== 'object' || raw === null || typeof kept !== 'object' || kept === null) return;
  const known = new Map(Object.entries(kept));
  for (const [key, value] of Object.entries(raw)) {
    if (into.length >= ignoredLimit) return;
    const here = [...path, Array.isArray(raw) ? Number(key) : key];
    if (!known.has(key)) into.push(formatPath(here));
    else if (value !== known.get(key)) listUnknownKeys(value, known.get(key), here, into);
  }
}
