import path from 'node:path';
import type { ImportItem, ImportReport } from '../../shared/contract/import-views.ts';
import {
  importFormatNames,
  type ImportFormat,
} from '../../shared/formats/articles/import-formats.ts';
import {
  parseMapping,
  tableFields,
  type TableMapping,
} from '../../shared/formats/articles/table-mapping.ts';
import { Refusal } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import { argumentAt, choiceOf, type CliCall, type CliCommand, type CliOutcome } from './command.ts';
import { annotatedFormats } from '../handlers/annotated-files.ts';
import { findImportFiles } from '../handlers/import-files.ts';
import {
  findAnnotatedPaths,
  importAnnotatedPaths,
  isAnnotatedFormat,
  readLabels,
} from './import-annotated.ts';
import { resolvePath, withProject, type Session } from './session.ts';

/** Files that are read and stored together, as one step. */
const chunkLength = 500;

/** What became of one file. */
interface FileOutcome {
  readonly path: string;
  /** `imported` when anything of it came in. */
  readonly outcome: 'imported' | 'duplicate' | 'refused';
  /** Why it was not imported, or what was noticed; null when nothing. */
  readonly reason: string | null;
  readonly articleIds: readonly string[];
  /** Articles of a file with several that were refused. */
  readonly refusedParts: number;
}

/** `import FILE PATH... [--format FORMAT] [--map FIELD=COLUMN,...] [--labels MAP.json]`. */
export const importCommand: CliCommand = {
  name: 'import',
  usage: 'FILE.quotemark PATH... [--format FORMAT] [--map FIELD=COLUMN,...] [--labels MAP.json]',
  summary:
    'Bring articles, JSON exports and files with marks into a project. Folders are searched; duplicates are skipped. ' +
    `Formats: ${importFormatNames.join(', ')}; with marks: ${annotatedFormats.join(', ')}. ` +
    `--map says what the columns of a table hold: ${tableFields.join(', ')}. ` +
    '--labels says what labels of files with marks are here: {"PER": "mention.person", "SOURCE": "quotation:source", "MISC": null}.',
  options: {
    format: { type: 'string' },
    map: { type: 'string' },
    labels: { type: 'string' },
  },
  count: [2, Infinity],
  async run(call) {
    const given = call.options['format'];
    const isOfArticles = importFormatNames.some((name) => name === given);
    const isOnlyAnnotated = isAnnotatedFormat(given) && !isOfArticles;
    const format = isOnlyAnnotated ? 'auto' : choiceOf(call, 'format', importFormatNames, 'auto');
    const named = isOnlyAnnotated ? given : format;
    const options = { format, mapping: mappingOf(call) };
    const labels = await readLabels(call);
    const paths = call.arguments.slice(1).map((file) => resolvePath(call.io, file));
    const outcomes = await withProject(
      call.io,
      argumentAt(call, 0),
      { readOnly: false },
      async (session): Promise<FileOutcome[]> => {
        const marked = await findAnnotatedPaths(paths, named);
        const found = await findImportFiles(without(paths, marked));
        const missing = found.flatMap(({ path: file, failure }) =>
          failure ? [refuse(file, failure.message)] : [],
        );
        const files = found.flatMap((each) => (each.failure ? [] : [each.path]));
        const inside = await findAnnotatedPaths(files, named);
        const annotated = await importAnnotatedPaths(session, [...marked, ...inside], labels);
        const articles = await importFiles(session, without(files, inside), options);
        return [
          ...annotated.map((outcome) => ({ ...outcome, refusedParts: 0 })),
          ...missing,
          ...articles,
        ];
      },
    );
    return report(call, outcomes);
  },
};

function without(
  files: readonly string[],
  others: readonly (string | { readonly path: string })[],
): string[] {
  const left = new Set(others.map((each) => (typeof each === 'string' ? each : each.path)));
  return files.filter((file) => !left.has(file));
}

interface Options {
  readonly format: ImportFormat;
  readonly mapping: TableMapping | null;
}

function mappingOf(call: CliCall): TableMapping | null {
  const given = call.options['map'];
  if (given === undefined) return null;
  const mapping = typeof given === 'string' ? parseMapping(given) : null;
  if (mapping) return mapping;
  throw new Refusal(
    'usage',
    `--map takes FIELD=COLUMN pairs such as text=body,title=headline; fields are ${tableFields.join(', ')}.`,
  );
}

async function importFiles(
  session: Session,
  files: readonly string[],
  options: Options,
): Promise<FileOutcome[]> {
  const mayBeDataset = (file: string) =>
    options.format === 'json' || (options.format === 'auto' && /\.json$/i.test(file));
  const articles = files.filter((file) => !mayBeDataset(file));
  const outcomes = new Map<string, FileOutcome>();
  const add = (items: readonly FileOutcome[]) => {
    for (const item of items) outcomes.set(item.path, item);
  };
  // Each dataset is a step of its own, and comes first: a project in which nothing has been done takes its codebook over.
  for (const file of files.filter(mayBeDataset)) add(await importRead(session, [file], options));
  for (let i = 0; i < articles.length; i += chunkLength) {
    add(await importRead(session, articles.slice(i, i + chunkLength), options));
  }
  return files.flatMap((file) => outcomes.get(file) ?? []);
}

async function importRead(
  session: Session,
  files: readonly string[],
  options: Options,
): Promise<FileOutcome[]> {
  const { sessionId, items } = await session.call('import.read', {
    grants: [...files],
    ...options,
  });
  const [only] = items;
  if (only?.kind === 'dataset' && items.length === 1) {
    return [await importDataset(session, sessionId, files[0] ?? only.fileName, only)];
  }
  const chosen = items.filter((item) => item.kind !== 'refused' && item.duplicateOf === null);
  try {
    const stored = await commit(session, sessionId, chosen);
    // Articles are stored in the order in which they were named.
    const byFile = new Map<string, ImportItem[]>();
    for (const item of items) {
      const parts = byFile.get(item.fileKey);
      if (parts) parts.push(item);
      else byFile.set(item.fileKey, [item]);
    }
    const ids = new Map(chosen.map((item, i) => [item.key, stored.articleIds[i]]));
    // Keys of files count them from 1.
    return files.map((file, i) => {
      const parts = byFile.get(String(i + 1)) ?? [];
      return describeFile(file, parts, ids);
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== 'bad_input') throw error;
    const [file] = files;
    if (files.length === 1 && file !== undefined) return [refuse(file, error.message)];
    // One of them is not fit to be stored: alone each shows whether it is the one.
    const outcomes: FileOutcome[] = [];
    for (const one of files) outcomes.push(...(await importRead(session, [one], options)));
    return outcomes;
  }
}

function describeFile(
  file: string,
  items: readonly ImportItem[],
  ids: ReadonlyMap<string, string | undefined>,
): FileOutcome {
  const articleIds = items.flatMap((item) => ids.get(item.key) ?? []);
  const refused = items.filter((item) => item.kind === 'refused');
  const [first] = items;
  if (items.length === 1 && first) {
    return {
      path: file,
      outcome: outcomeOf(first),
      reason: reasonOf(first),
      articleIds,
      refusedParts: 0,
    };
  }
  const duplicates = items.length - refused.length - articleIds.length;
  const counts = [
    `${articleIds.length} of ${writeCount(items.length, 'article')}`,
    ...(duplicates > 0 ? [`${writeCount(duplicates, 'duplicate')} skipped`] : []),
    ...(refused.length > 0
      ? [`${refused.length} refused, the first: ${refused[0]?.problem ?? ''}`]
      : []),
  ];
  const outcome = articleIds.length > 0 ? 'imported' : refused.length > 0 ? 'refused' : 'duplicate';
  const refusedParts = outcome === 'refused' ? 0 : refused.length;
  return { path: file, outcome, reason: counts.join(', '), articleIds, refusedParts };
}

async function importDataset(
  session: Session,
  sessionId: string,
  file: string,
  item: ImportItem,
): Promise<FileOutcome> {
  let added = 0;
  const stop = session.project.onStep((step) => {
    if (step.command !== 'dataset.import') return;
    added += step.isLarge ? 1 : step.changes.filter((change) => change.before === null).length;
  });
  try {
    const stored = await commit(session, sessionId, [item]);
    if (stored.skipped.length > 0) {
      const reasons = stored.skipped.map((skipped) => skipped.reason).join('\n');
      return { ...refuse(file, reasons), articleIds: stored.articleIds };
    }
    const outcome = added === 0 ? 'duplicate' : 'imported';
    const reason = added === 0 ? 'Everything in it is there already.' : item.problem;
    return { path: file, outcome, reason, articleIds: stored.articleIds, refusedParts: 0 };
  } finally {
    stop();
  }
}

function commit(
  session: Session,
  sessionId: string,
  items: readonly ImportItem[],
): Promise<ImportReport> {
  return session.call('import.commit', {
    sessionId,
    items: items.map(({ key, title, byline, publisher, url, published, language, tags }) => ({
      key,
      title,
      byline,
      publisher,
      url,
      published,
      language,
      tags: [...tags],
    })),
  });
}

/** What was noticed about an item; null when nothing. */
function reasonOf({ problem, nearDuplicateOf }: ImportItem): string | null {
  if (nearDuplicateOf === null) return problem;
  const share = Math.floor(nearDuplicateOf.similarity * 100);
  const near = `${share} % the same as “${nearDuplicateOf.title}”`;
  return problem === null ? near : `${near}; ${problem}`;
}

function outcomeOf(item: ImportItem): FileOutcome['outcome'] {
  if (item.kind === 'refused') return 'refused';
  return item.duplicateOf === null ? 'imported' : 'duplicate';
}

function refuse(file: string, reason: string | null): FileOutcome {
  return { path: file, outcome: 'refused', reason, articleIds: [], refusedParts: 0 };
}

function report(call: CliCall, outcomes: readonly FileOutcome[]): CliOutcome {
  const count = (outcome: FileOutcome['outcome']) =>
    outcomes.filter((item) => item.outcome === outcome).length;
  const [imported, duplicates, refused] = [count('imported'), count('duplicate'), count('refused')];
  const lines = outcomes.map((item) => {
    const shown = path.relative(call.io.folder, item.path) || item.path;
    return `${item.outcome}: ${shown}${item.reason === null ? '' : ` (${item.reason})`}`;
  });
  const articles = outcomes.reduce((sum, item) => sum + item.articleIds.length, 0);
  const inAll = articles > imported ? ` (${writeCount(articles, 'article')})` : '';
  const sum = `${imported} imported${inAll}, ${writeCount(duplicates, 'duplicate')} skipped, ${refused} refused.`;
  const parts = outcomes.reduce((total, item) => total + item.refusedParts, 0);
  return {
    value: {
      imported,
      articles,
      duplicates,
      refused,
      files: outcomes.map((item) => ({ ...item })),
    },
    text: [...lines, sum].join('\n'),
    problem:
      refused + parts === 0
        ? null
        : {
            code: 'refused',
            message:
              refused === 0
                ? `${writeCount(parts, 'article')} of files with several refused.`
                : `${refused} of ${writeCount(outcomes.length, 'file')} refused, in whole or in part.`,
          },
  };
}
