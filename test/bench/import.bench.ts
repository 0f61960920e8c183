import Database from 'better-sqlite3';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import { engineContract } from '../../shared/contract/engine.ts';
import type { ImportSession } from '../../shared/contract/import-views.ts';
import { createProject } from '../../electron/engine/open.ts';
import { dispatch, type Dispatch } from '../../electron/handlers/dispatch.ts';
import { createEngineHandlers } from '../../electron/handlers/engine-handlers.ts';
import type { OpenProject } from '../../electron/engine/project.ts';
import { buildCorpus, toTextFile } from './corpus.ts';
import { benchAnnotator } from './make-project.ts';
import { timeOf, type Bench } from './measure.ts';

/** Words of one imported article. */
const words = 450;

/** Calls as the window and the command line make them; a grant is a path. */
export function dispatchTo(project: OpenProject): Dispatch {
  const handlers = createEngineHandlers(project, {
    resolveGrant: (grant) => grant,
    appVersion: '0.0.0',
  });
  return dispatch(engineContract, handlers, (message, error) => console.error(message, error));
}

/** The value of a call. @throws Error with what it failed of */
export async function callOf(call: Dispatch, channel: string, input: unknown): Promise<unknown> {
  const result = await call(channel, input);
  if (!result.ok) throw new Error(`${channel}: ${result.error.message}`);
  return result.value;
}

/** Import of many text files into a new project, from reading the files to the commit; and how long others wait meanwhile. */
export async function importBenches(
  folder: string,
  count: number,
  seed: number,
): Promise<readonly Bench[]> {
  const sources = path.join(folder, `articles-${count}`);
  await mkdir(sources);
  const nextArticle = buildCorpus(seed);
  const files: string[] = [];
  for (let i = 0; i < count; i++) {
    const file = path.join(sources, `article-${i}.txt`);
    await writeFile(file, toTextFile(nextArticle({ words, marks: 0 })));
    files.push(file);
  }
  let run = 0;
  let waited = 0;
  return [
    {
      name: `import ${count} text articles`,
      floorIs: 'the same files read and their rows inserted into two plain tables',
      async measure() {
        const file = path.join(folder, `import-${run++}.quotemark`);
        const project = createProject(file, { annotator: benchAnnotator, name: 'Import' });
        try {
          return await timeOf(async () => {
            waited = await longestWait(() => importFolder(project, sources, count));
          });
        } finally {
          project.close();
          await rm(file);
        }
      },
      async floor() {
        const file = path.join(folder, `plain-${run++}.sqlite`);
        try {
          return await timeOf(() => insertPlainly(file, files));
        } finally {
          await rm(file);
        }
      },
    },
    {
      name: `longest wait during that import`,
      floorIs: 'the same of an idle engine, for a second',
      measure: async () => waited,
      floor: () => longestWait(() => sleep(1000)),
    },
  ];
}

async function insertPlainly(file: string, files: readonly string[]): Promise<void> {
  const db = new Database(file);
  try {
    db.exec(`CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT, file TEXT);
      CREATE TABLE revision (id INTEGER PRIMARY KEY, text TEXT, document TEXT)`);
    const article = db.prepare('INSERT INTO article (title, file) VALUES (?, ?)');
    const revision = db.prepare('INSERT INTO revision (text, document) VALUES (?, ?)');
    db.exec('BEGIN');
    for (const each of files) {
      const text = await readFile(each, 'utf8');
      const paragraphs = text.split('\n').filter((line) => line !== '');
      article.run(paragraphs[0], each);
      revision.run(text, JSON.stringify(plainTextDocument(paragraphs)));
    }
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

/** Longest time that something else in this process would have waited for its turn while some work was done. */
async function longestWait(work: () => Promise<unknown>): Promise<number> {
  let isDone = false;
  let longest = 0;
  const watch = async () => {
    while (!isDone) {
      const start = performance.now();
      await nextTurn();
      longest = Math.max(longest, performance.now() - start);
    }
  };
  const watching = watch();
  try {
    await work();
  } finally {
    isDone = true;
    await watching;
  }
  return longest;
}

async function importFolder(project: OpenProject, folder: string, count: number): Promise<void> {
  const call = dispatchTo(project);
  // Parsed by the contract's own types; nothing else comes from this handler.
  const session = (await callOf(call, 'import.read', { grants: [folder] })) as ImportSession;
  const refused = session.items.filter((item) => item.kind === 'refused');
  if (refused.length > 0 || session.items.length !== count)
    throw new Error(`not proposed: ${refused[0]?.fileName}, ${refused[0]?.problem}`);
  await callOf(call, 'import.commit', { sessionId: session.sessionId, items: session.items });
}
