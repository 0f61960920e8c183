import path from 'node:path';
import type { ImportItem, ImportReport } from '../../shared/contract/views.ts';
import { Refusal } from '../../shared/util/result.ts';
import { argumentAt, choiceOf, type CliCall, type CliCommand, type CliOutcome } from './command.ts';
import { annotatedFormats } from '../handlers/import-annotated.ts';
import {
  findAnnotatedPaths,
  importAnnotatedPaths,
  isAnnotatedFormat,
  readLabels,
} from './import-annotated.ts';
import { findImportFiles } from './import-paths.ts';
import { resolvePath, withProject, type Session } from './session.ts';

const formats = ['auto', 'text', 'markdown', 'json'] as const;
type Format = (typeof formats)[number];

/** Articles that are read and stored together, as one step. */
const chunkLength = 500;

/** What became of one file. */
interface FileOutcome {
  readonly path: string;
  readonly outcome: 'imported' | 'duplicate' | 'refused';
  /** Why it was not imported, or what was noticed; null when nothing. */
  readonly reason: string | null;
  readonly articleIds: readonly string[];
}

/** `import FILE PATH... [--format FORMAT] [--labels MAP.json]`. */
export const importCommand: CliCommand = {
  name: 'import',
  usage: 'FILE.quotemark PATH... [--format FORMAT] [--labels MAP.json]',
  summary:
    'Bring articles, JSON exports and files with marks into a project. Folders are searched; duplicates are skipped. ' +
    `Formats: ${formats.join(', ')}; with marks: ${annotatedFormats.join(', ')}. ` +
    '--labels says what labels of such files are here: {"PER": "mention.person", "MISC": null}.',
  options: { format: { type: 'string' }, labels: { type: 'string' } },
  count: [2, Infinity],
  async run(call) {
    const named = call.options['format'];
    const isAnnotated = isAnnotatedFormat(named);
    const format = isAnnotated ? 'auto' : choiceOf(call, 'format', formats, 'auto');
    const labels = await readLabels(call);
    const paths = call.arguments.slice(1).map((file) => resolvePath(call.io, file));
    const outcomes = await withProject(
      call.io,
      argumentAt(call, 0),
      { readOnly: false },
      async (session): Promise<FileOutcome[]> => {
        const marked =
          format === 'auto' ? await findAnnotatedPaths(paths, isAnnotated ? named : 'auto') : [];
        const plain = without(paths, marked);
        const { files, refused } = await findImportFiles(plain);
        const inside = await findAnnotatedPaths(
          format === 'auto' ? without(files, plain) : [],
          'auto',
        );
        const annotated = await importAnnotatedPaths(session, [...marked, ...inside], labels);
        const missing = refused.map((item) => refuse(item.path, item.failure.message));
        const articles = await importFiles(session, [...without(files, inside)], format);
        return [...annotated, ...missing, ...articles];
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

async function importFiles(
  session: Session,
  files: readonly string[],
  format: Format,
): Promise<FileOutcome[]> {
  const isDataset = (file: string) =>
    format === 'json' || (format === 'auto' && /\.json$/i.test(file));
  const articles = files.filter((file) => !isDataset(file));
  const outcomes = new Map<string, FileOutcome>();
  const add = (items: readonly FileOutcome[]) => {
    for (const item of items) outcomes.set(item.path, item);
  };
  // Each dataset is a step of its own, and comes first: a project in which nothing has been done takes its codebook over.
  for (const file of files.filter(isDataset)) add([await importDataset(session, file)]);
  for (let i = 0; i < articles.length; i += chunkLength) {
    add(await importArticles(session, articles.slice(i, i + chunkLength), format));
  }
  return files.flatMap((file) => outcomes.get(file) ?? []);
}

async function importArticles(
  session: Session,
  files: readonly string[],
  format: Format,
): Promise<FileOutcome[]> {
  const { sessionId, items } = await session.call('import.read', { grants: [...files], format });
  const chosen = items.filter((item) => item.kind !== 'refused' && item.duplicateOf === null);
  try {
    const stored = await commit(session, sessionId, chosen);
    // Articles are stored in the order in which they were named.
    const ids = new Map(chosen.map((item, i) => [item.key, stored.articleIds[i]]));
    return items.map((item, i) => {
      const id = ids.get(item.key);
      return {
        path: files[i] ?? item.fileName,
        outcome: outcomeOf(item),
        reason: item.problem,
        articleIds: id === undefined ? [] : [id],
      };
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.failure.code !== 'bad_input') throw error;
    const [file] = files;
    if (files.length === 1 && file !== undefined) return [refuse(file, error.message)];
    // One of them is not fit to be stored: alone each shows whether it is the one.
    const outcomes: FileOutcome[] = [];
    for (const one of files) outcomes.push(...(await importArticles(session, [one], format)));
    return outcomes;
  }
}

async function importDataset(session: Session, file: string): Promise<FileOutcome> {
  const { sessionId, items } = await session.call('import.read', {
    grants: [file],
    format: 'json',
  });
  const [item] = items;
  if (!item || item.kind === 'refused') return refuse(file, item?.problem ?? null);
  let added = 0;
  const stop = session.project.onStep((step) => {
    if (step.command !== 'dataset.import') return;
    added += step.changes.filter((change) => change.before === null).length;
  });
  try {
    const stored = await commit(session, sessionId, items);
    if (stored.skipped.length > 0) {
      const reasons = stored.skipped.map((skipped) => skipped.reason).join('\n');
      return { ...refuse(file, reasons), articleIds: stored.articleIds };
    }
    const outcome = added === 0 ? 'duplicate' : 'imported';
    const reason = added === 0 ? 'Everything in it is there already.' : item.problem;
    return { path: file, outcome, reason, articleIds: stored.articleIds };
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

function outcomeOf(item: ImportItem): FileOutcome['outcome'] {
  if (item.kind === 'refused') return 'refused';
  return item.duplicateOf === null ? 'imported' : 'duplicate';
}

function refuse(file: string, reason: string | null): FileOutcome {
  return { path: file, outcome: 'refused', reason, articleIds: [] };
}

function report(call: CliCall, outcomes: readonly FileOutcome[]): CliOutcome {
  const count = (outcome: FileOutcome['outcome']) =>
    outcomes.filter((item) => item.outcome === outcome).length;
  const [imported, duplicates, refused] = [count('imported'), count('duplicate'), count('refused')];
  const lines = outcomes.map((item) => {
    const shown = path.relative(call.io.folder, item.path) || item.path;
    return `${item.outcome}: ${shown}${item.reason === null ? '' : ` (${item.reason})`}`;
  });
  const sum = `${imported} imported, ${duplicates} duplicates skipped, ${refused} refused.`;
  return {
    value: {
      imported,
      duplicates,
      refused,
      files: outcomes.map((item) => ({ ...item })),
    },
    text: [...lines, sum].join('\n'),
    problem:
      refused === 0
        ? null
        : {
            code: 'refused',
            message: `${refused} of ${outcomes.length} files refused, in whole or in part.`,
          },
  };
}
