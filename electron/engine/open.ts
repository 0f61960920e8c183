import { accessSync, constants, existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import { codebookSchema } from '../../shared/commands/project.ts';
import type { Annotator, Id } from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';
import { checkChecksums, checkDatabase, checkSummaries, isOfSummaries } from '../store/check.ts';
import type { Connection } from '../store/connection.ts';
import { closeDatabase, createDatabase, openDatabase, quickCheck } from '../store/database.ts';
import { toStoreFailure } from '../store/errors.ts';
import { readHeader } from '../store/header.ts';
import { appendStep } from '../store/history.ts';
import { findLeftover, mendLeftover } from '../store/leftover.ts';
import { putMeta } from '../store/meta.ts';
import { migrateFile } from '../store/migrate.ts';
import { findRecord, listRecords } from '../store/repository.ts';
import { schemaVersion } from '../store/schema.ts';
import { listBrokenIndexes, rebuildIndexes } from '../store/search-index.ts';
import { rebuildSummaries } from '../store/summaries.ts';
import { describeDamage } from './damage.ts';
import { openDraft } from './draft.ts';
import { findHolder, takeLease, type Lease } from './lease.ts';
import { summariesNotice } from './preparing.ts';
import { OpenProject } from './project.ts';
import { RevisionCache } from './revision-cache.ts';
import { systemSources, type Sources } from './sources.ts';
import { createCommand } from './undo-log.ts';

/** Who opens a project. */
export interface AnnotatorIdentity {
  readonly id: Id;
  readonly name: string;
  /** `#rrggbb`; one is chosen by the id when left out. */
  readonly colour?: string | undefined;
}

/** How to open a project. */
export interface OpenOptions {
  readonly annotator: AnnotatorIdentity;
  readonly readOnly?: boolean;
  /** The file was written on this machine: a large one is then not checked to the last row before it opens. */
  readonly trusted?: boolean;
  /** Folder for backups of all projects; none are made when left out. */
  readonly backupFolder?: string | undefined;
  /** Folder for what was found after an unfinished write; beside the file when left out. */
  readonly recoveryFolder?: string | undefined;
  /** Version of the application, written into the file. */
  readonly appVersion?: string;
  readonly sources?: Sources;
}

/** Larger files are checked after they have been opened (`checkInTurns`), unless they are not trusted. */
const fullCheckBytes = 16 * 1024 * 1024;
const colours = [
  '#2f6db5',
  '#a34b1e',
  '#2e7d4f',
  '#8a3ea8',
  '#9a6a00',
  '#b3264a',
  '#00797a',
  '#5b5bd6',
];

/** Make a project file with the default codebook and open it. @throws Refusal `conflict` when there is a file already. */
export function createProject(
  file: string,
  options: OpenOptions & { readonly name: string },
): OpenProject {
  const shown = path.basename(file);
  const taken = () =>
    new Refusal('conflict', `There is already a file “${shown}”. Choose another name.`);
  if (existsSync(file)) throw taken();
  explain(shown, () => {
    const unfinished = `${file}.new-${process.pid}`;
    rmSync(unfinished, { force: true });
    try {
      const db = createDatabase(unfinished);
      try {
        db.transaction(() => fillProject(db, options));
      } finally {
        closeDatabase(db, { readOnly: false });
      }
      if (existsSync(file)) throw taken();
      renameSync(unfinished, file);
    } finally {
      rmSync(unfinished, { force: true });
    }
  });
  return openProject(file, { ...options, trusted: true });
}

function fillProject(db: Connection, options: OpenOptions & { readonly name: string }): void {
  const { clock, newId, sha256 } = options.sources ?? systemSources;
  const now = new Date(clock()).toISOString();
  const { id: annotatorId, name, colour } = toAnnotator(options.annotator, now);
  const revisions = new RevisionCache();
  const { draft, take } = openDraft({ db, revisions, annotatorId, now, newId, sha256 });
  draft.put('project', { id: newId(), name: options.name, description: '', settings: {} });
  draft.put('annotator', { id: annotatorId, name, colour });
  draft.put('codebook', { id: 'codebook', version: 1, codebook: defaultCodebook });
  const id = newId();
  const label = 'Create project';
  appendStep(db, {
    id,
    command: createCommand,
    label,
    annotatorId,
    at: now,
    changes: take(),
    undoes: null,
  });
  putMeta(db, 'revision', '1');
  putMeta(db, 'head', id);
  putMeta(db, 'app', options.appVersion ?? '');
  putMeta(db, 'min_reader', '1');
}

function toAnnotator({ id, name, colour }: AnnotatorIdentity, now: string): Annotator {
  const number = Array.from(id).reduce(
    (sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973,
    0,
  );
  const chosen = colour ?? colours[number % colours.length] ?? '#2f6db5';
  return { id, name, colour: chosen, createdAt: now, createdBy: id, updatedAt: now, updatedBy: id };
}

/**
 * Open a project file: look at it from outside, take its lease, mend an unfinished write, bring it to the current version,
 * check it.
 *
 * @throws Refusal `not_found`, `file_access`, `not_a_project`, `newer_version`, `damaged`, `locked`, `too_large`.
 */
export function openProject(file: string, options: OpenOptions): OpenProject {
  return explain(path.basename(file), () => openFile(file, options));
}

/** Let errors of SQLite and the system come out as refusals that name the file. */
function explain<Value>(shown: string, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    const failure = toStoreFailure(cause);
    if (!failure) throw cause;
    throw new Refusal(failure.code, `“${shown}”: ${failure.message}`, failure.detail);
  }
}

function openFile(file: string, options: OpenOptions): OpenProject {
  const sources = options.sources ?? systemSources;
  if (!existsSync(file)) {
    throw new Refusal(
      'not_found',
      `There is no file “${path.basename(file)}” any more. It may have been moved or renamed.`,
    );
  }
  const real = realpathSync(file);
  const found = findLeftover(real);
  const header = readHeader(real, {
    isUnfinished: found !== null || findHolder(real, sources.clock()) !== null,
  });
  const readOnly = options.readOnly
    ? 'The project was opened for reading only.'
    : findObstacle(real);
  const lease = readOnly === null ? takeLease(real, options.annotator.name, sources.clock()) : null;
  try {
    return openHeld(real, header.version, { ...options, sources }, readOnly, lease);
  } catch (cause) {
    lease?.release();
    throw cause;
  }
}

/** Why the file cannot be written, by its permissions; null when it can. */
function findObstacle(file: string): string | null {
  try {
    accessSync(file, constants.W_OK);
    accessSync(path.dirname(file), constants.W_OK);
    return null;
  } catch {
    return 'The project file or its folder cannot be written. Save a copy elsewhere to work on it.';
  }
}

function openHeld(
  file: string,
  version: number,
  options: OpenOptions & { readonly sources: Sources },
  obstacle: string | null,
  lease: Lease | null,
): OpenProject {
  const notices: string[] = [];
  let source = file;
  // While somebody else is writing, a journal beside the file is theirs.
  const leftover = lease || !findHolder(file, options.sources.clock()) ? findLeftover(file) : null;
  if (leftover) {
    const folder = recoveryFolder(file, options);
    const mended = mendLeftover(leftover, folder, { readOnly: lease === null, version });
    notices.push(mended.notice);
    if (lease === null) source = mended.copy;
  }
  if (version < schemaVersion) {
    if (lease === null) {
      throw new Refusal(
        'read_only',
        'The project is of an older version and has to be opened for writing once.',
      );
    }
    const backup = migrateFile(file, version);
    notices.push(
      `The project was brought to the current version. The file as it was is kept as “${backup}”.`,
    );
  }
  const db = openDatabase(source, { readOnly: lease === null });
  try {
    const damage = checkOpened(db, file, options, lease !== null, notices);
    if (damage !== null) notices.push(damage);
    const isUnchecked = options.trusted === true && readHeaderSize(db) > fullCheckBytes;
    const [project] = listRecords(db, 'project', {});
    if (!project) throw new Refusal('damaged', 'The project file has no project in it.');
    const { annotator, backupFolder, sources, appVersion = '' } = options;
    return new OpenProject({
      db,
      path: file,
      annotator: toAnnotator(annotator, new Date(sources.clock()).toISOString()),
      sources,
      readOnly: obstacle ?? damage,
      isUnchecked,
      notices,
      lease,
      backupFolder: backupFolder ? path.join(backupFolder, toFolderName(project.id)) : null,
      appVersion,
    });
  } catch (cause) {
    closeDatabase(db, { readOnly: lease === null });
    throw cause;
  }
}

/** Never a part of a path by itself: the id comes from the file. */
function toFolderName(id: Id): string {
  return id.replaceAll(/[^A-Za-z0-9-]/g, '_').slice(0, 80);
}

function recoveryFolder(
  file: string,
  options: OpenOptions & { readonly sources: Sources },
): string {
  const at = new Date(options.sources.clock()).toISOString().replaceAll(':', '.');
  const { dir, name } = path.parse(file);
  return path.join(options.recoveryFolder ?? dir, `${name} (recovery ${at})`);
}

/**
 * Check a file that has just been opened; search indexes that do not fit are built anew.
 *
 * @returns What is wrong with it, for a person, so that it is only read; null when nothing is.
 * @throws Refusal `damaged` when it cannot even be read.
 */
function checkOpened(
  db: Connection,
  file: string,
  options: OpenOptions,
  isWritable: boolean,
  notices: string[],
): string | null {
  // Reading a large file whole takes seconds, half a minute from a cold disk: that is done once it is open.
  if (options.trusted && readHeaderSize(db) > fullCheckBytes) return null;
  quickCheck(db);
  if (isWritable && listBrokenIndexes(db).length > 0) {
    db.transaction(() => rebuildIndexes(db));
    notices.push('The search index did not fit the project and was built anew. No data was lost.');
  }
  const faults = options.trusted
    ? [...checkChecksums(db), ...checkSummaries(db)]
    : checkDatabase(db, { readOnly: !isWritable }).faults;
  const isMended = isWritable && faults.length > 0 && isOfSummaries(faults);
  if (isMended) {
    db.transaction(() => rebuildSummaries(db));
    notices.push(summariesNotice);
  }
  const codebook = findRecord(db, 'codebook', 'codebook')?.codebook;
  if (!codebookSchema.safeParse(codebook).success) {
    throw new Refusal('damaged', `The codebook of “${path.basename(file)}” is damaged.`);
  }
  return isMended ? null : describeDamage(path.basename(file), faults);
}

function readHeaderSize(db: Connection): number {
  return Number(db.pragma('page_count')) * Number(db.pragma('page_size'));
}
