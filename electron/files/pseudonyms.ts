import path from 'node:path';
import { Refusal } from '../../shared/util/result.ts';
import { readTextOrNull, writeFileAtomically } from './atomic.ts';
import type { PseudonymRow } from './redact-source.ts';

const pseudonymFormat = 'quotemark-pseudonyms';

/** Write who was who. It stands beside a redacted export, never in it. */
export async function writePseudonyms(file: string, rows: readonly PseudonymRow[]): Promise<void> {
  const content = { format: pseudonymFormat, version: 1, entities: rows };
  await writeFileAtomically(file, (sink) => sink.append(`${JSON.stringify(content, null, 2)}\n`));
}

/** @throws Refusal `conflict` when there is another file with the name. */
export async function refuseForeign(file: string): Promise<void> {
  const text = await readTextOrNull(file);
  if (text === null || text.includes(`"${pseudonymFormat}"`)) return;
  throw new Refusal(
    'conflict',
    `“${path.basename(file)}” is in the way and no file of ours. Choose another name for the export.`,
  );
}
