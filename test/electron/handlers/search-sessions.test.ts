import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { sliceSpan } from '../../../shared/text/offsets.ts';
import type {
  HitGroup,
  HitPage,
  SearchAnswer,
  SearchHit,
  SearchTotals,
} from '../../../shared/search/hit.ts';
import { serveSearch } from '../../helpers/search.ts';
import { articleInput, articleText, fillProject, makeFolder } from '../../helpers/project.ts';
import { texts } from '../../helpers/texts.ts';

test('a hit in the text has its place, its context, and whoever speaks there', async () => {
  const { project, search } = serveSearch();
  fillProject(project);
  const { rows, hits, articles, candidates } = await search('will -king');
  expect({ hits, articles, candidates }).toEqual({ hits: 1, articles: 1, candidates: 1 });
  expect(rows).toEqual([
    {
      number: 0,
      articleId: 'a',
      revision: 1,
      title: articleText[0],
      publisher: 'The Tidemark',
      published: '2026-01-01',
      span: { start: 43, end: 47 },
      left: '“The wall ',
      exact: 'will',
      right: ' hold,” Mayor Ada Quill said on Monday.',
      markId: null,
      layer: '',
      speakerId: 'e',
      speaker: 'Ada Quill',
      quotationType: 'direct',
      about: '',
    },
  ]);
});

test('quotations, members of the cast, claims and notes are searched each by their own words', async () => {
  const { project, search, words } = serveSearch();
  fillProject(project);
  project.run('entity.create', { id: 'f', type: 'person', name: 'Ada Nowhere', aliases: [] });
  project.run('annotation.update', { id: 'q', note: 'Check the wall report' });
  project.run('comment.create', { targetType: 'claim', targetId: 'c', body: 'A wall of words' });
  expect(await words('wall', { in: 'quotations' })).toEqual(['wall']);
  expect(await words('cracks', { in: 'quotations' })).toEqual([]);
  expect(await words('speaker:quill', { in: 'quotations' })).toEqual(['“The wall will hold,”']);
  expect(await words('speaker:quill type:indirect', { in: 'quotations' })).toEqual([]);
  expect(await words('mayor', { in: 'entities' })).toEqual(['Ada Quill']);
  const cast = await search('ada', { in: 'entities' });
  expect(cast.rows.map(({ exact, articleId, markId }) => [exact, articleId, markId])).toEqual([
    ['Ada Quill', 'a', 'm'],
    ['Ada Nowhere', null, null],
  ]);
  expect(await words('harbour', { in: 'claims' })).toEqual(['The wall will hold']);
  expect(await words('status:unverified', { in: 'claims' })).toEqual(['The wall will hold']);
  expect(await words('status:disputed harbour', { in: 'claims' })).toEqual([]);
  const notes = await search('wall', { in: 'notes' });
  expect(notes.rows.map(({ about, markId }) => [about, markId])).toEqual([
    ['Comment on the claim “The harbour wall will hold.”', null],
    ['Note on a mark', 'q'],
  ]);
});

test('filters narrow by what is marked around the hit', async () => {
  const { project, words, refusal } = serveSearch();
  fillProject(project);
  project.run('annotation.setSegments', {
    id: 'q',
    segments: [
      { role: 'content', start: 33, end: 54 },
      { role: 'cue', start: 71, end: 75 },
    ],
  });
  expect(await words('wall cue:said')).toEqual(['wall']);
  expect(await words('wall cue:told')).toEqual([]);
  expect(await words('cue:SAI speaker:quill', { in: 'quotations' })).toEqual([
    '“The wall will hold,”',
  ]);
  expect(await words('type:person', { in: 'entities' })).toEqual(['Ada Quill']);
  expect(await words('ada type:place', { in: 'entities' })).toEqual([]);
  expect(await words('speaker:quill', { in: 'claims' })).toEqual(['The wall will hold']);
  expect(await words('source:wire', { in: 'claims' })).toEqual([]);
  expect((await refusal('ada type:direct', { in: 'entities' }))?.message).toContain('entity type');
});

test('filters narrow by the article', async () => {
  const { project, words } = serveSearch();
  fillProject(project);
  for (const [filter, count] of [
    ['source:tidemark', 2],
    ['source:"Northern Wire"', 0],
    ['before:2026', 0],
    ['after:2026', 2],
    ['after:2026 before:2026-01-02', 2],
    ['tag:harbour language:EN title:mayor', 2],
    ['tag:city', 0],
  ] as const) {
    expect([filter, (await words(`wall ${filter} -holds`)).length]).toEqual([filter, 0]);
    expect([filter, (await words(`"the wall" ${filter}`)).length]).toEqual([filter, count]);
  }
});

test('a query that is none is refused with its place', async () => {
  const { refusal } = serveSearch();
  expect(await refusal('wall (')).toMatchObject({
    code: 'bad_input',
    message: 'Character 6: This parenthesis is never closed.',
    detail: { at: 5, end: 6 },
  });
  expect(await refusal('wall type:foo')).toMatchObject({ code: 'bad_input' });
  expect(await refusal('wall before:soon')).toMatchObject({ code: 'bad_input' });
  expect(await refusal('speaker:Ruiz')).toMatchObject({ code: 'bad_input' });
  expect(await refusal('[', { isPattern: true })).toMatchObject({ code: 'bad_input' });
});

test('a pattern that does not end is stopped', async () => {
  const { project, refusal, words } = serveSearch();
  project.run('article.create', articleInput('a', [`${'a'.repeat(60)}!`, 'wall 12, wall 345']));
  expect(await refusal('/(?:a+)+$|(?:a|a)*b/')).toMatchObject({ code: 'refused' });
  expect(await words('/wall \\d+/')).toEqual(['wall 12', 'wall 345']);
  expect(await words('WALL \\d\\d\\d', { isPattern: true })).toEqual(['wall 345']);
  expect(await words('WALL', { isPattern: true, exact: true })).toEqual([]);
  expect(await words('/x*/')).toEqual([]);
});

test('every hit is where its words are, in all scripts, by index and without', async () => {
  const { project, search } = serveSearch();
  const kinds = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  for (const [name, text] of kinds) {
    project.run('article.create', articleInput(name, ['A title', ...text.split(/\r\n|\r|\n/u)]));
  }
  const queries = [
    'dam',
    'café',
    'قال',
    '事実',
    'กล่าว',
    '𐐔𐐯𐑅',
    '👍',
    '/[\\p{L}]{9,}/',
    'h*',
    '"said ana"',
    'שלום',
  ];
  for (const text of queries) {
    for (const input of [{}, { wholeWord: false }, { exact: true }]) {
      for (const hit of (await search(text, input)).rows) {
        const { articleId, span, exact } = hit;
        const { revision } = project.read.article(articleId ?? '');
        expect(span && sliceSpan(revision.text, span)).toBe(exact);
      }
    }
  }
  expect((await search('👍')).hits).toBeGreaterThan(2000);
});

test('what is found is what reading every article finds', async () => {
  const { project, search } = serveSearch();
  const vocabulary = ['wall', 'Wall', 'wáll', 'walls', 'mayor', 'said', '“the', 'the', 'sea—wall'];
  const bodies = fc.sample(fc.array(fc.constantFrom(...vocabulary), { maxLength: 6 }), {
    numRuns: 60,
    seed: 7,
  });
  const articles = bodies.map((body, i) => {
    const { origin, document: _, ...rest } = articleInput(`a${i}`, [`Title ${i}`]);
    return { ...rest, origin, document: plainTextDocument([body.join(' ')]) };
  });
  project.run('article.import', { articles });
  const has = (body: readonly string[], word: string) =>
    body.some((each) =>
      each
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .toLowerCase()
        .split(/[^a-z]/u)
        .includes(word),
    );
  const cases: readonly (readonly [string, (body: readonly string[]) => boolean])[] = [
    ['wall', (body) => has(body, 'wall')],
    ['wall mayor', (body) => has(body, 'wall') && has(body, 'mayor')],
    ['wall OR mayor', (body) => has(body, 'wall') || has(body, 'mayor')],
    ['wall -mayor', (body) => has(body, 'wall') && !has(body, 'mayor')],
    ['the (said OR (wall -mayor))', (body) => has(body, 'the') && (has(body, 'said') || (has(body, 'wall') && !has(body, 'mayor')))],
    ['wall*', (body) => has(body, 'wall') || has(body, 'walls')],
    ['*all*', (body) => has(body, 'wall') || has(body, 'walls')],
    ['/wall/ said', (body) => /wall/iu.test(body.join(' ')) && has(body, 'said')],
  ]; // prettier-ignore
  for (const [text, isMeant] of cases) {
    const { rows, articles: count } = await search(text);
    const expected = bodies.flatMap((body, i) => (isMeant(body) ? [`a${i}`] : []));
    expect([text, [...new Set(rows.map(({ articleId }) => articleId))]]).toEqual([text, expected]);
    expect(count).toBe(expected.length);
  }
});

test('an article in the trash and a text of before are not found', async () => {
  const { project, words } = serveSearch();
  fillProject(project);
  project.run('article.revise', {
    id: 'a',
    document: plainTextDocument(['Nothing is left.']),
    reason: 'correction',
    placements: [],
  });
  expect(await words('wall')).toEqual([]);
  expect(await words('nothing')).toEqual(['Nothing']);
  project.run('article.trash', { ids: ['a'] });
  expect(await words('nothing')).toEqual([]);
});

test('hits come in the order and the group that is asked for', async () => {
  const { project, get, search } = serveSearch();
  project.run('article.create', {
    ...articleInput('a', ['Zebra wall b, calm wall a']),
    published: null,
  });
  project.run('article.create', { ...articleInput('b', ['Apple wall c']), publisher: '' });
  const { searchId } = await search('wall');
  const page = async (input: object) =>
    (await get<HitPage>('search.page', { searchId, ...input })).rows.map(({ number }) => number);
  expect(await page({ sort: 'right1' })).toEqual([1, 0, 2]);
  expect(await page({ sort: 'right1', descending: true })).toEqual([2, 0, 1]);
  expect(await page({ sort: 'left1' })).toEqual([2, 1, 0]);
  expect(await page({ sort: 'left2' })).toEqual([1, 0, 2]);
  expect(await page({ sort: 'article' })).toEqual([2, 0, 1]);
  expect(await page({ sort: 'date' })).toEqual([2, 0, 1]);
  expect(await page({ offset: 1, limit: 1 })).toEqual([1]);
  const groups = await get<readonly HitGroup[]>('search.groups', { searchId, by: 'publisher' });
  expect(groups).toEqual([
    { key: 'The Tidemark', label: 'The Tidemark', hits: 2 },
    { key: '', label: '', hits: 1 },
  ]);
  expect(await page({ group: { by: 'publisher', key: '' } })).toEqual([2]);
});

test('hits are exported as CSV that reads back', async () => {
  const { project, get, search } = serveSearch();
  fillProject(project);
  const { searchId, rows } = await search('wall');
  const target = path.join(makeFolder(), 'hits.csv');
  expect(await get('search.export', { searchId, target })).toMatchObject({ rows: 3 });
  const back: Record<string, string>[] = parseCsv(readFileSync(target), { columns: true });
  expect(back.map(({ exact, start, speaker }) => [exact, Number(start), speaker])).toEqual(
    rows.map((hit: SearchHit) => [hit.exact, hit.span?.start, hit.speaker]),
  );
});

test('a search can be stopped, and what was found stays', async () => {
  const { project, call, get } = serveSearch();
  const articles = Array.from({ length: 1500 }, (_, i) =>
    articleInput(`a${i}`, [`wall ${i}`, 'wall '.repeat(200)]),
  );
  project.run('article.import', { articles });
  const { searchId, isComplete } = await get<SearchAnswer>('search.run', { text: 'wall' });
  expect(isComplete).toBe(false);
  const stopped = await call('search.collect', { searchId }, { signal: { aborted: true } });
  const totals = await get<SearchTotals>('search.collect', { searchId });
  expect(stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(totals).toEqual({ hits: 1500 * 201, kept: 50_000, articles: 1500 });
  await get('search.end', { searchId });
  expect((await call('search.page', { searchId })).ok).toBe(false);
});
