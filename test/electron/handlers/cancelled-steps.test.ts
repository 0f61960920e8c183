import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { CallContext } from '../../../shared/contract/channel.ts';
import type { ImportSession } from '../../../shared/contract/import-views.ts';
import type { Result } from '../../../shared/util/result.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';
import { articleInput, dumpAll, fillProject, listArticles } from '../../helpers/project.ts';

type Served = ReturnType<typeof serve>;
type Step = (context: Partial<CallContext>) => Promise<Result<unknown>>;

const text = `Ada Quill said the wall holds. ${'The tide came in and went out. '.repeat(40)}`;

/** Files of articles, read and not stored yet. */
async function beginImport({ get, call }: Served): Promise<Step> {
  const names = Array.from({ length: 300 }, (_, i) => `article ${i}.txt`);
  const files = names.map((name, i) => [name, `Title ${i}\n\n${i} ${text}\n`] as const);
  const grants = writeFiles(Object.fromEntries(files));
  const { sessionId } = await get<ImportSession>('import.read', { grants });
  return (context) => call('import.commit', { sessionId, items: [], rest: 'take' }, context);
}

/** Articles with marks of another program, some in an article that is there. */
async function beginMarks({ call }: Served): Promise<Step> {
  const lines = Array.from({ length: 400 }, (_, i) => {
    return JSON.stringify({ text: `${text}${i}`, label: [[0, 9, 'PERSON'], [19, 23, 'PLACE']] }); // prettier-ignore
  });
  const grants = writeFiles({ 'tasks.jsonl': lines.join('\n') });
  return (context) => call('import.annotated', { grants }, context);
}

/** A member of the cast with very many mentions, which becomes another. */
async function beginMerge({ project, get, call }: Served): Promise<Step> {
  project.run('article.create', articleInput('walls', ['Walls', 'wall '.repeat(2000)]));
  project.run('entity.create', { id: 'wall', type: 'place', name: 'The wall' });
  const { searchId } = await get<{ searchId: string }>('search.run', { text: 'wall' });
  await get('search.collect', { searchId });
  const work = { kind: 'mark', layer: 'mention', label: 'place', entityId: 'wall' };
  await get('search.work', { searchId, all: true, hits: [], work });
  const input = { fromId: 'wall', intoId: 'e' };
  return (context) => call('command.run', { name: 'entity.merge', input }, context);
}

/** The same with everything that is linked to it being unlinked. */
async function beginDelete(served: Served): Promise<Step> {
  await beginMerge(served);
  const input = { ids: ['wall'] };
  return (context) => served.call('command.run', { name: 'entity.delete', input }, context);
}

test.each([
  ['an import of files', beginImport],
  ['an import of marks', beginMarks],
  ['a merge of two members of the cast', beginMerge],
  ['the removal of one', beginDelete],
])('%s that is cancelled amid its step leaves the file as it was', async (_, begin) => {
  const served = serve();
  const { project } = served;
  fillProject(project);
  const step = await begin(served);
  const look = () => ({
    rows: dumpAll(project.path),
    history: project.historyState(),
    steps: project.read.history({ limit: 20 }),
    list: listArticles(project, '', { sort: 'mentions', limit: 500 }),
    cast: project.read.entities(),
  });
  const before = look();
  const counts = project.read.counts();
  const signal = { aborted: false };
  let isAmid = false;
  const progress = () => {
    // Reads see what the step has written so far.
    const seen = [project.read.counts(), project.read.entities()];
    isAmid ||= project.isStoring() && !isDeepStrictEqual(seen, [counts, before.cast]);
    signal.aborted = isAmid;
  };
  expect(await step({ signal, progress })).toMatchObject({
    ok: false,
    error: { code: 'cancelled' },
  });
  expect(isAmid).toBe(true);
  expect(look()).toEqual(before);
  expect(project.check().faults).toEqual([]);
  expect(await step({})).toMatchObject({ ok: true });
  project.undo();
  expect(project.read.entities()).toEqual(before.cast);
  expect(project.check().faults).toEqual([]);
});
