import Database from 'better-sqlite3';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** How the floor writes rows. */
export type FloorMode = 'csv' | 'json';

const stamps = 'created_at, created_by, updated_at, updated_by';

/** What every export of a whole project holds, as rows. */
const heads: readonly (readonly [string, string])[] = [
  [
    'entities',
    `SELECT id, type, name, aliases, external_ids, note, merged_into, ${stamps} FROM entity`,
  ],
  ['claims', `SELECT id, statement, claimant_id, type, note, ${stamps} FROM claim`],
  [
    'claim_events',
    `SELECT id, claim_id, status, as_of, recorded_at, annotator_id, reason, evidence_ids FROM claim_event`,
  ],
  [
    'evidence',
    `SELECT id, claim_id, kind, ref, excerpt, stance, origin_group, official, published, sha256 FROM evidence`,
  ],
  ['codebook', 'SELECT codebook FROM codebook'],
];

/**
 * The rows of an export as somebody would take them straight from the file: those of JSON and JSON Lines with documents, all
 * stamps and segments; those of CSV with the tables of quotations and mentions. In the order of the file, and with
 * positions in one unit only, and no text put together from its segments: all of that makes it faster than an export may be.
 */
const tables: Readonly<Record<FloorMode, readonly (readonly [string, string])[]>> = {
  json: [
    [
      'articles',
      `SELECT a.*, r.text, r.document, r.sha256, r.reason FROM article a JOIN revision r ON r.article_id = a.id AND r.number = a.revision`,
    ],
    ['article_states', `SELECT article_id, annotator_id, status, ${stamps} FROM article_state`],
    [
      'annotations',
      `SELECT id, article_id, layer, label, state, annotator_id, ${stamps}, doubt, note, attributes, entity_id, speaker_id, claim_id FROM annotation`,
    ],
    ['segments', 'SELECT annotation_id, role, start_offset, end_offset, exact FROM segment'],
    ...heads,
  ],
  csv: [
    [
      'articles',
      `SELECT a.id, a.title, a.byline, a.publisher, a.url, a.published, a.language, a.tags, a.note, a.revision, length(r.text), r.sha256, a.origin_file, a.created_at, a.updated_at, r.text FROM article a JOIN revision r ON r.article_id = a.id AND r.number = a.revision`,
    ],
    [
      'annotations',
      'SELECT a.id, a.article_id, a.layer, a.label, a.state, a.annotator_id, n.name, a.created_at, a.updated_at, a.doubt, a.note, a.attributes, a.entity_id, a.speaker_id, a.claim_id FROM annotation a JOIN annotator n ON n.id = a.annotator_id',
    ],
    [
      'segments',
      'SELECT s.annotation_id, a.article_id, a.layer, a.label, s.role, s.ordinal, s.start_offset, s.end_offset, s.exact FROM segment s JOIN annotation a ON a.id = s.annotation_id',
    ],
    [
      'quotations',
      "SELECT a.id, a.article_id, r.title, r.publisher, r.published, a.label, a.speaker_id, e.name, s.role, s.start_offset, s.end_offset, s.exact FROM annotation a JOIN segment s ON s.annotation_id = a.id JOIN article r ON r.id = a.article_id LEFT JOIN entity e ON e.id = a.speaker_id WHERE a.layer = 'quotation' AND a.state <> 'rejected'",
    ],
    [
      'mentions',
      "SELECT a.id, a.article_id, r.title, a.label, a.entity_id, e.name, s.start_offset, s.end_offset, s.exact FROM annotation a JOIN segment s ON s.annotation_id = a.id JOIN article r ON r.id = a.article_id LEFT JOIN entity e ON e.id = a.entity_id WHERE a.layer = 'mention' AND a.state <> 'rejected'",
    ],
    ...heads,
  ],
};

const hasShell = spawnSync('sqlite3', ['-version']).status === 0;

/** What the floor is, for the table of results. */
export function describeFloor(mode: FloorMode): string {
  return hasShell
    ? `sqlite3 .mode ${mode} of the same rows`
    : `better-sqlite3 rows to ${mode} of the same rows, as there is no sqlite3 here`;
}

/** Write the rows into a folder, a file a table. */
export async function writeFloor(file: string, mode: FloorMode, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (hasShell) await writeByShell(file, mode, folder);
  else writeByHand(file, mode, folder);
  rmSync(folder, { recursive: true });
}

function writeByShell(file: string, mode: FloorMode, folder: string): Promise<void> {
  const script = tables[mode].map(
    ([name, query]) =>
      `.output ${path.join(folder, `${name}.${mode}`)}\n${query.replaceAll('\n', ' ')};`,
  );
  const child = spawn('sqlite3', ['-readonly', '-header', file], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  child.stdin.end(`.mode ${mode}\n${script.join('\n')}\n`);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code) => {
      if (code === 0) done();
      else failed(new Error(`sqlite3 ended with ${code}`));
    });
  });
}

function writeByHand(file: string, mode: FloorMode, folder: string): void {
  const db = new Database(file, { readonly: true });
  for (const [name, query] of tables[mode]) {
    const out = openSync(path.join(folder, `${name}.${mode}`), 'w');
    let text = '';
    for (const row of db.prepare<[], Record<string, string | number | null>>(query).iterate()) {
      text +=
        mode === 'json'
          ? `${JSON.stringify(row)},\n`
          : `${Object.values(row).map(quote).join(',')}\r\n`;
      if (text.length <= 1 << 20) continue;
      writeSync(out, text);
      text = '';
    }
    writeSync(out, text);
    closeSync(out);
  }
  db.close();
}

function quote(value: string | number | null): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
