import Database from 'better-sqlite3';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
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

/** Import of many text files into a new project, from reading the files to the commit. */
export async function importBench(folder: string, count: number, seed: number): Promise<Bench> {
  const sources = path.join(folder, 'articles');
  await mkdir(sources);
  const nextArticle = buildCorpus(seed);
  const files: string[] = [];
  for (let i = 0; i < count; i++) {
    const file = path.join(sources, `article-${i}.txt`);
    await writeFile(file, toTextFile(nextArticle({ words, marks: 0 })));
    files.push(file);
  }
  let run = 0;
  return {
    name: `import ${count} text articles`,
    floorIs: 'the same files read and inserted into one plain table in one transaction',
    async measure() {
      const file = path.join(folder, `import-${run++}.quotemark`);
      const project = createProject(file, { annotator: benchAnnotator, name: 'Import' });
      try {
        return await timeOf(() => importFiles(project, files));
      } finally {
        project.close();
        await rm(file);
      }
    },
    async floor() {
      const file = path.join(folder, `plain-${run++}.sqlite`);
      const db = new Database(file);
      db.exec('CREATE TABLE article (id INTEGER PRIMARY KEY, name TEXT, text TEXT)');
      const insert = db.prepare('INSERT INTO article (name, text) VALUES (?, ?)');
      try {
        return await timeOf(async () => {
          const texts = await Promise.all(files.map((each) => readFile(each, 'utf8')));
          db.transaction(() => texts.forEach((text, i) => insert.run(files[i], text)))();
        });
      } finally {
        db.close();
        await rm(file);
      }
    },
  };
}

async function importFiles(project: OpenProject, files: readonly string[]): Promise<void> {
  const call = dispatchTo(project);
  // Parsed by the contract's own types; nothing else comes from this handler.
  const session = (await callOf(call, 'import.read', { grants: files })) as ImportSession;
  const refused = session.items.filter((item) => item.problem !== null);
  if (refused.length > 0)
    throw new Error(`not proposed: ${refused[0]?.fileName}, ${refused[0]?.problem}`);
  await callOf(call, 'import.commit', { sessionId: session.sessionId, items: session.items });
}
