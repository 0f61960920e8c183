import Database from 'better-sqlite3';
import { openProject } from '../../electron/engine/open.ts';
import type { OpenProject } from '../../electron/engine/project.ts';
import { callOf, dispatchTo } from './import.bench.ts';
import { benchAnnotator } from './make-project.ts';
import { timeOf, type Bench } from './measure.ts';

/** Filters that follow each other, so that no answer is there already. */
const filters = [
  { publishers: ['Publisher 3'] },
  { statuses: ['new', 'in_progress'], tags: ['tag-4', 'tag-5'] },
  { query: 'harb' },
  { has: ['claims'], sort: 'quotations', descending: true },
  { languages: ['de'], publishedFrom: '2026-02', sort: 'title' },
  {},
] as const;

function openFor(file: string): OpenProject {
  return openProject(file, { annotator: benchAnnotator, readOnly: true, trusted: true });
}

/** First page, another filter, counts of further choices: through the handlers of the window. */
export function libraryBenches(
  file: string,
  count: number,
): { readonly benches: readonly Bench[]; readonly close: () => void } {
  const project = openFor(file);
  const call = dispatchTo(project);
  const db = new Database(file, { readonly: true });
  const firstRows = db.prepare('SELECT * FROM article ORDER BY created_at, row_id LIMIT 100');
  const matches = db.prepare('SELECT count(*) FROM article WHERE publisher = ?');
  const groups = ['tags', 'publisher', 'language', 'published'].map((column) =>
    db.prepare(`SELECT ${column}, count(*) FROM article GROUP BY ${column}`),
  );
  const named = `of ${count} articles`;
  const changing = async (channel: string) => {
    const times: number[] = [];
    for (const filter of filters) times.push(await timeOf(() => callOf(call, channel, filter)));
    return times;
  };
  return {
    benches: [
      {
        name: `first page after opening, ${named}`,
        floorIs: 'the first 100 rows and a count by one column, plain SQL',
        async measure() {
          const opened = openFor(file);
          try {
            return await timeOf(() => callOf(dispatchTo(opened), 'article.list', {}));
          } finally {
            opened.close();
          }
        },
        floor: () => timeOf(() => [firstRows.all(), matches.get('Publisher 3')]),
      },
      {
        name: `first facets after opening, ${named}`,
        floorIs: 'GROUP BY of four columns, plain SQL',
        async measure() {
          const opened = openFor(file);
          try {
            return await timeOf(() => callOf(dispatchTo(opened), 'article.facets', {}));
          } finally {
            opened.close();
          }
        },
        floor: () => timeOf(() => groups.map((group) => group.all())),
      },
      {
        name: `another filter or order, ${named}`,
        floorIs: 'the first 100 rows and a count by one column, plain SQL',
        measure: () => changing('article.list'),
        floor: () => timeOf(() => [firstRows.all(), matches.get('Publisher 3')]),
      },
      {
        name: `facets of another filter, ${named}`,
        floorIs: 'GROUP BY of four columns, plain SQL',
        measure: () => changing('article.facets'),
        floor: () => timeOf(() => groups.map((group) => group.all())),
      },
    ],
    close() {
      db.close();
      project.close();
    },
  };
}
