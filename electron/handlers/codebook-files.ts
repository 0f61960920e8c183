import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Codebook } from '../../shared/codebook/codebook.ts';
import { addMissingLabels } from '../../shared/codebook/merge.ts';
import { listOrphans, type CodebookUsage } from '../../shared/codebook/usage.ts';
import {
  countDifferences,
  readCodebook,
  writeCodebook,
} from '../../shared/exchange/codebook/codebook-files.ts';
import type {
  CodebookFormat,
  CodebookImport,
} from '../../shared/exchange/codebook/codebook-formats.ts';
import { Refusal } from '../../shared/util/result.ts';
import type { OpenProject } from '../engine/project.ts';
import { writeFileAtomically } from '../files/atomic.ts';
import type { Making } from '../files/export.ts';

/** Largest file that is read as a codebook. */
const sizeLimitBytes = 20 * 1024 * 1024;
/** Most things that one message names. */
const namedLimit = 10;

/** Write the codebook alone into a file. */
export async function exportCodebook(
  project: OpenProject,
  format: CodebookFormat,
  target: string,
  making: Making,
): Promise<{ readonly sizeBytes: number; readonly losses: readonly string[] }> {
  if (path.extname(target).toLowerCase() === '.quotemark') {
    throw new Refusal(
      'refused',
      'A codebook cannot be written over a project file. Choose another name.',
    );
  }
  const { codebook, version } = project.read.codebook();
  const { name: title } = project.read.project();
  const { content, losses } = writeCodebook(format, codebook, { title, version, ...making });
  const { sizeBytes } = await writeFileAtomically(target, (sink) => sink.append(content));
  return { sizeBytes, losses };
}

/**
 * Take a codebook in, as one step: everything that the project lacks, or all of it in place of the project's.
 *
 * @throws Refusal `refused` when something in use would lose its label.
 */
export async function importCodebook(
  project: OpenProject,
  source: string,
  { replace }: { readonly replace: boolean },
): Promise<CodebookImport> {
  const given = readCodebook({ name: path.basename(source), bytes: await readBytes(source) });
  const { codebook, version } = project.read.codebook();
  const next = replace ? given : addMissingLabels(codebook, given);
  if (replace) refuseOrphans(project, next);
  const differences = countDifferences(codebook, next);
  if (next === codebook) return { ...differences, version };
  await project.runInTurns('codebook.update', { codebook: next });
  return { ...differences, version: project.read.codebook().version };
}

function refuseOrphans(project: OpenProject, codebook: Codebook): void {
  const orphans = listOrphans(codebook, countUsage(project));
  if (orphans.length === 0) return;
  const rest = orphans.length - namedLimit;
  const lines = [...orphans.slice(0, namedLimit), ...(rest > 0 ? [`and ${rest} more.`] : [])];
  throw new Refusal(
    'refused',
    `The codebook lacks what is in use:\n${lines.join('\n')}\nImport it without replacing, or change those first.`,
    { orphans: orphans.length },
  );
}

function countUsage({ read }: OpenProject): CodebookUsage {
  const marks = new Map<string, Map<string, number>>();
  const [entityTypes, claimStatuses, claimTypes] = [new Map(), new Map(), new Map()];
  const count = (counts: Map<string, number>, id: string) =>
    counts.set(id, (counts.get(id) ?? 0) + 1);
  read.snapshot(() => {
    for (const { id: articleId } of read.list('article', {})) {
      for (const { layer, label } of read.list('annotation', { articleId })) {
        const counts = marks.get(layer) ?? new Map<string, number>();
        marks.set(layer, count(counts, label ?? ''));
      }
    }
    for (const { type } of read.list('entity', {})) count(entityTypes, type);
    for (const { status } of read.list('claim_event', {})) count(claimStatuses, status);
    for (const { type } of read.list('claim', {})) if (type !== null) count(claimTypes, type);
  });
  return { marks, entityTypes, claimStatuses, claimTypes };
}

async function readBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const stat = await handle.stat();
    const name = path.basename(file);
    if (!stat.isFile()) throw new Refusal('unsupported_file', `“${name}” is no ordinary file.`);
    if (stat.size > sizeLimitBytes) {
      throw new Refusal(
        'too_large',
        `“${name}” is too large for a codebook: at most 20 MB are read.`,
      );
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
