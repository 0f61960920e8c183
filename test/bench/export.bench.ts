import Database from 'better-sqlite3';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { OpenProject } from '../../electron/engine/project.ts';
import { callOf, dispatchTo } from './import.bench.ts';
import { timeOf, type Bench } from './measure.ts';

/** Rows of the marks with their text, as a tool would take them straight from the file. */
const query = `SELECT a.id, a.article_id, a.layer, a.label, a.state, a.annotator_id, a.created_at, a.updated_at,
  a.doubt, a.note, a.attributes, a.entity_id, a.speaker_id, a.claim_id, s.ordinal, s.role, s.start_offset, s.end_offset, s.exact
  FROM annotation a JOIN segment s ON s.annotation_id = a.id`;

/** Exports of a project, through the handlers that the window and the command line use. */
export function exportBenches(project: OpenProject, folder: string): Bench[] {
  const { annotations } = project.read.counts();
  const hasShell = spawnSync('sqlite3', ['-version']).status === 0;
  const call = dispatchTo(project);
  return (['json', 'csv'] as const).map((format) => ({
    name: `export ${format.toUpperCase()}, ${annotations} marks`,
    floorIs: hasShell
      ? `sqlite3 .mode ${format}, mark and segment rows only`
      : 'better-sqlite3 rows to text, mark and segment rows only',
    measure: () => {
      const target = path.join(folder, format === 'json' ? 'export.json' : 'export');
      return timeOf(() => callOf(call, 'export.write', { format, target }));
    },
    floor: () => {
      const target = path.join(folder, `plain.${format}`);
      return timeOf(() =>
        hasShell
          ? writeByShell(project.path, format, target)
          : writeByHand(project.path, format, target),
      );
    },
  }));
}

function writeByShell(file: string, format: 'json' | 'csv', target: string): Promise<void> {
  const out = openSync(target, 'w');
  const args = ['-readonly', `-${format}`, ...(format === 'csv' ? ['-header'] : []), file, query];
  const child = spawn('sqlite3', args, { stdio: ['ignore', out, 'inherit'] });
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code) => {
      closeSync(out);
      if (code === 0) done();
      else failed(new Error(`sqlite3 ended with ${code}`));
    });
  });
}

function writeByHand(file: string, format: 'json' | 'csv', target: string): void {
  const db = new Database(file, { readonly: true });
  const out = openSync(target, 'w');
  let text = '';
  const flush = () => {
    writeSync(out, text);
    text = '';
  };
  for (const row of db.prepare<[], Record<string, string | number | null>>(query).iterate()) {
    text +=
      format === 'json'
        ? `${JSON.stringify(row)},\n`
        : `${Object.values(row).map(quote).join(',')}\r\n`;
    if (text.length > 1 << 20) flush();
  }
  flush();
  closeSync(out);
  db.close();
}

function quote(value: string | number | null): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
