import { readFile } from 'node:fs/promises';
import { annotatedFormats, findAnnotatedFormat } from '../handlers/annotated-files.ts';
import { toFailure } from '../handlers/dispatch.ts';
import { importFormatNames } from '../../shared/formats/articles/import-formats.ts';
import { parseJsonText } from '../../shared/formats/json/json-text.ts';
import type { JsonObject } from '../../shared/util/json.ts';
import { Refusal, unwrap } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import type { CliCall } from './command.ts';
import { resolvePath, type Session } from './session.ts';

/** A path whose articles bring marks. */
export interface AnnotatedPath {
  readonly path: string;
  readonly format: string;
}

/** What became of it. */
export interface AnnotatedOutcome {
  readonly path: string;
  readonly outcome: 'imported' | 'duplicate' | 'refused';
  readonly reason: string;
  readonly articleIds: readonly string[];
}

/**
 * Which paths are files or folders of an exchange format: all of them when `--format` names one, with `auto` those that show it
 * by their content. A name that articles without marks have too, `jsonl`, stands for both: the content shows which it is.
 */
export async function findAnnotatedPaths(
  paths: readonly string[],
  format: string,
): Promise<AnnotatedPath[]> {
  const isOfArticles = importFormatNames.some((name) => name === format);
  if (!isOfArticles) return paths.map((path) => ({ path, format }));
  if (format !== 'auto' && !isAnnotatedFormat(format)) return [];
  const found: AnnotatedPath[] = [];
  for (const path of paths) {
    // A path that cannot be read is the other import's to refuse.
    const ending = format === 'auto' ? '' : `.${format}`;
    const detected = await findAnnotatedFormat(path, ending).catch(() => null);
    if (detected !== null && (format === 'auto' || detected === format))
      found.push({ path, format: detected });
  }
  return found;
}

/** Whether `--format` names a format with marks. */
export function isAnnotatedFormat(format: unknown): format is string {
  return typeof format === 'string' && annotatedFormats.includes(format);
}

/** What labels are here, from the file that `--labels` names; empty without it. @throws Refusal when it is no JSON object. */
export async function readLabels(call: CliCall): Promise<JsonObject> {
  const given = call.options['labels'];
  if (typeof given !== 'string') return {};
  const value = unwrap(parseJsonText(await readFile(resolvePath(call.io, given), 'utf8')));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as JsonObject;
  }
  throw new Refusal('bad_input', `${given}: The label map is no JSON object.`);
}

/** Import each path as a step of its own; one that is refused does not keep out the others. */
export async function importAnnotatedPaths(
  session: Session,
  paths: readonly AnnotatedPath[],
  labels: JsonObject,
): Promise<AnnotatedOutcome[]> {
  const outcomes: AnnotatedOutcome[] = [];
  for (const { path, format } of paths) {
    try {
      const report = await session.call('import.annotated', { grants: [path], format, labels });
      const { articles, annotations, entities, claims, conflicts, leftOut } = report;
      const added = [
        writeCount(articles, 'article'),
        writeCount(annotations, 'mark'),
        writeCount(entities, 'cast entry', 'cast entries'),
        writeCount(claims, 'claim'),
      ].join(', ');
      const isNew = articles + annotations + entities + claims > 0;
      outcomes.push({
        path,
        outcome: conflicts.length > 0 ? 'refused' : isNew ? 'imported' : 'duplicate',
        reason: [
          isNew ? `${format}: ${added} added` : 'Everything in it is there already.',
          ...conflicts,
          ...leftOut,
        ].join('\n'),
        articleIds: report.articleIds,
      });
    } catch (error) {
      const failure = toFailure(error);
      if (!failure) throw error;
      outcomes.push({ path, outcome: 'refused', reason: failure.message, articleIds: [] });
    }
  }
  return outcomes;
}
