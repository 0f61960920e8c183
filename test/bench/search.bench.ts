import Database from 'better-sqlite3';
import path from 'node:path';
import type { SearchAnswer } from '../../shared/search/hit.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import type { OpenProject } from '../../electron/engine/project.ts';
import { buildCorpus, type GeneratedArticle } from './corpus.ts';
import { callOf, dispatchTo } from './import.bench.ts';
import { makeGeneratedProject } from './make-project.ts';
import { timeOf, type Bench } from './measure.ts';

/** Words of one searched article, about 3 kB. */
const words = 450;
/** Articles with marks, ten on each: who speaks is looked up for the hits that are shown. */
const marked = 1000;
/** Articles that are stored in one step. */
const articlesAtOnce = 2000;

/** Queries from rare to in nearly every article, by what they are. */
const queries = [
  ['one word', 'engineer'],
  ['a phrase', '"chief engineer"'],
  ['words joined', '(mayor OR engineer) -witness'],
  ['a prefix', 'eng*'],
  ['a pattern', '/engin\\w+/ mayor'],
  ['a part of a word', '*ngine*'],
  ['Chinese', '事実'],
] as const;

/** Queries of which all hits are counted; the index knows nothing of the second. */
const exhaustive = [
  ['one word', 'engineer'],
  ['a part of a word that is nowhere', '*xqz*'],
] as const;

/** A project of many articles to search. The caller closes it. */
export function makeSearchedProject(folder: string, count: number, seed: number): OpenProject {
  const planned = Array.from({ length: marked }, () => ({ words, marks: 10 }));
  const project = makeGeneratedProject(path.join(folder, 'search.quotemark'), planned, seed);
  const nextArticle = buildCorpus(seed + 1);
  for (let made = marked; made < count; made += articlesAtOnce) {
    const articles = Array.from({ length: Math.min(articlesAtOnce, count - made) }, () =>
      toArticleInput(nextArticle({ words, marks: 0 })),
    );
    project.run('article.import', { articles });
  }
  return project;
}

function toArticleInput({ title, byline, publisher, published, paragraphs }: GeneratedArticle) {
  const origin = { file: null, importer: 'json@1', sha256: null, encoding: null, newline: null };
  const about = { title, byline, publisher, published, url: '', language: 'en', note: '' };
  return { ...about, tags: [], origin, document: plainTextDocument(paragraphs) };
}

/** First page with the count of articles, against the bare index; and all hits counted, against reading all texts. */
export function searchBenches(project: OpenProject): Bench[] {
  const call = dispatchTo(project);
  const db = new Database(project.path, { readonly: true });
  const { articles } = project.read.counts();
  const page = db.prepare(
    `SELECT r.article_id, r.text FROM revision_fts f JOIN revision r ON r.row_id = f.rowid
      WHERE revision_fts MATCH ? ORDER BY f.rowid LIMIT 100`,
  );
  const count = db.prepare('SELECT count(*) FROM revision_fts WHERE revision_fts MATCH ?');
  const texts = db.prepare('SELECT text FROM revision');
  const begin = async (text: string) =>
    (await callOf(call, 'search.run', { text })) as SearchAnswer;
  const first = queries.map(([name, text]): Bench => ({
    name: `search ${articles} articles: ${name}, first page and count`,
    floorIs: 'the index asked for 100 texts with the word “engineer” and their number',
    measure: () => timeOf(async () => void (await begin(text))),
    floor: () =>
      timeOf(async () => {
        page.all('engineer');
        count.get('engineer');
      }),
  }));
  const all = exhaustive.map(([name, text]): Bench => ({
    name: `search ${articles} articles: ${name}, every hit`,
    floorIs: 'every text read from the table',
    measure: () =>
      timeOf(async () => {
        const { searchId } = await begin(text);
        await callOf(call, 'search.collect', { searchId });
      }),
    floor: () =>
      timeOf(async () => {
        for (const row of texts.iterate()) void row;
      }),
  }));
  return [...first, ...all];
}
