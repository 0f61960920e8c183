import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createProject, openProject, type OpenOptions } from '../../electron/engine/open.ts';
import type { OpenProject } from '../../electron/engine/project.ts';
import type { Sources } from '../../electron/engine/sources.ts';
import { Connection } from '../../electron/store/connection.ts';
import { name, names, sql, type Row } from '../../electron/store/sql.ts';
import { segmentTable } from '../../electron/store/tables/annotation.ts';
import { allTables, tables } from '../../electron/store/tables/index.ts';
import { rowChecksum, type TableShape } from '../../electron/store/row.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import { articleOrder } from '../../shared/contract/article-filter.ts';
import type { CommandInput } from '../../shared/commands/index.ts';

/** A folder that goes with the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quotemark-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Ids go on from one opening of a project to the next. */
let lastId = 0;

/** Clock that goes on by a second at each look, ids that count. */
export function makeSources(start = Date.parse('2026-01-02T03:04:05.000Z')): Sources {
  let now = start;
  return {
    clock: () => (now += 1000),
    newId: () => `id-${++lastId}`,
    sha256: (text) => hash('sha256', text, 'hex'),
  };
}

/** The annotator of tests. */
export const ann = { id: 'ann', name: 'Ann Annotator' };
/** Another one. */
export const bob = { id: 'bob', name: 'Bob Beholder' };

/** A new project in a folder of its own, closed with the test. */
export function makeProject(options: Partial<OpenOptions> = {}): OpenProject {
  const file = path.join(makeFolder(), 'test.quotemark');
  const sources = makeSources();
  const project = createProject(file, { name: 'Test', annotator: ann, sources, ...options });
  onTestFinished(() => project.close());
  return project;
}

/** The project file opened, closed with the test. */
export function reopen(file: string, options: Partial<OpenOptions> = {}): OpenProject {
  const sources = makeSources(Date.parse('2026-02-02T00:00:00.000Z'));
  const project = openProject(file, { annotator: ann, sources, ...options });
  onTestFinished(() => project.close());
  return project;
}

/** Text of the article that `articleInput` makes; the face is one code point and two UTF-16 units. */
export const articleText = [
  'Harbour wall holds, says mayor 😀',
  '“The wall will hold,” Mayor Ada Quill said on Monday.',
  'Engineers told reporters that the wall had “minor” cracks.',
];

/** Input of `article.create` and, in a list, of `article.import`. */
export function articleInput(id: string, texts: readonly string[] = articleText) {
  return {
    id,
    title: texts[0] ?? '',
    byline: 'Kim Byline',
    publisher: 'The Tidemark',
    url: 'https://example.invalid/wall',
    published: '2026-01-01',
    language: 'en',
    tags: ['harbour'],
    note: '',
    origin: { file: null, importer: 'editor@1', sha256: null, encoding: null, newline: null },
    document: plainTextDocument(texts),
  } satisfies CommandInput<'article.create'>;
}

/** Adds an article, an entity, a claim with evidence and one mark of each layer: `a`, `e`, `c`, `v`, `q`, `m`, `k`. */
export function fillProject(project: OpenProject): void {
  project.run('article.create', articleInput('a'));
  project.run('entity.create', {
    id: 'e',
    type: 'person',
    name: 'Ada Quill',
    aliases: ['the mayor'],
  });
  project.run('claim.create', {
    id: 'c',
    statement: 'The harbour wall will hold.',
    claimantId: 'e',
  });
  project.run('evidence.create', {
    id: 'v',
    claimId: 'c',
    kind: 'document',
    ref: 'Survey 12',
    excerpt: 'The wall is sound.',
    stance: 'supports',
    originGroup: 'survey',
    official: true,
    published: null,
  });
  project.run('annotation.create', {
    id: 'q',
    articleId: 'a',
    layer: 'quotation',
    label: 'direct',
    speakerId: 'e',
    segments: [
      { role: 'source', start: 55, end: 70 },
      { role: 'content', start: 33, end: 54 },
    ],
  });
  project.run('annotation.create', {
    id: 'm',
    articleId: 'a',
    layer: 'mention',
    label: 'person',
    entityId: 'e',
    segments: [{ role: 'span', start: 61, end: 70 }],
  });
  project.run('annotation.create', {
    id: 'k',
    articleId: 'a',
    layer: 'claim',
    claimId: 'c',
    segments: [{ role: 'span', start: 34, end: 52 }],
  });
}

/** The library's first articles, by default all of them in the order in which they came. */
export function listArticles(
  project: OpenProject,
  query: string,
  change: Partial<Parameters<OpenProject['read']['articles']>[0]> = {},
) {
  return project.read.articles({
    ...articleOrder.parse({ query }),
    offset: 0,
    limit: 10,
    ...change,
  });
}

/** Change a file behind the program's back. */
export function tamper(file: string, script: string): void {
  const db = new Connection(file);
  db.pragma('foreign_keys = OFF');
  db.execute(script);
  db.close();
}

/** Make the checksums fit again, as a clever forger would, so that only the other checks are left. */
export function mendChecksums(file: string): void {
  const db = new Connection(file);
  for (const table of allTables)
    for (const row of rowsOf(db, table)) {
      const rowid = Number(row['at']);
      if (!Number.isNaN(rowid)) {
        const checksum = rowChecksum(table.columns, row);
        db.run(sql`UPDATE ${name(table.name)} SET checksum = ${checksum} WHERE rowid = ${rowid}`);
      }
    }
  db.close();
}

function rowsOf(db: Connection, table: TableShape) {
  if (table.name === 'history_record' || table.name === 'tombstone') return [];
  return db.all(sql`SELECT rowid AS at, ${names(table.columns)} FROM ${name(table.name)}`);
}

/** Rows by table. Row ids are left out: a removed row that comes back may get another. */
export type Dump = Readonly<Record<string, readonly Row[]>>;

/** What commands write: records with their segments, without the history around them. */
export function dumpRecords(file: string): Dump {
  return dump(file, [...Object.values<TableShape>(tables), segmentTable]);
}

/** Every row of the file. */
export function dumpAll(file: string): Dump {
  return dump(file, allTables);
}

function dump(file: string, shapes: readonly TableShape[]): Dump {
  const db = new Connection(file, { readOnly: true });
  try {
    return Object.fromEntries(
      shapes.map((table) => {
        const columns = table.columns.filter((column) => column !== 'row_id');
        const order = names(columns.slice(0, 3));
        return [
          table.name,
          db.all(sql`SELECT ${names(columns)} FROM ${name(table.name)} ORDER BY ${order}`),
        ];
      }),
    );
  } finally {
    db.close();
  }
}
