import { expect, test } from 'vitest';
import { toOpenArticle } from '../../../../renderer/state/apply-changes.ts';
import {
  buildReport,
  placeOn,
  toPlacements,
  wordsOf,
  type Decision,
} from '../../../../renderer/features/correct/report.ts';
import { plainTextDocument } from '../../../../shared/text/plain-document.ts';
import { buildSpan } from '../../../../shared/text/offsets.ts';
import { articleText, fillProject, makeProject } from '../../../helpers/project.ts';

const [title = '', quoted = '', last = ''] = articleText;

function reportOn(texts: readonly string[]) {
  const project = makeProject();
  fillProject(project);
  const article = toOpenArticle(project.read.article('a'));
  const report = buildReport(article, plainTextDocument(texts));
  return { project, report };
}

test('tells untouched, changed and lost marks apart, with the words of each', () => {
  const { report } = reportOn([
    title,
    quoted.replace('will hold', 'holds').replace(' Ada Quill', ''),
    last,
  ]);
  expect(report.untouched).toBe(0);
  expect(
    report.items.map(({ annotation, kind, carried }) => [annotation.id, kind, wordsOf(carried)]),
  ).toEqual([
    ['q', 'changed', '“The wall holds,”'],
    ['k', 'changed', 'The wall holds'],
    ['m', 'lost', ''],
  ]);
});

test('offers the same words elsewhere for a mark that lost its own', () => {
  const { report } = reportOn([`Ada Quill ${title}`, quoted.replace(' Ada Quill', ''), last]);
  const lost = report.items.find(({ kind }) => kind === 'lost');
  expect(lost?.found?.map(({ start, exact }) => [start, exact])).toEqual([[0, 'Ada Quill']]);
});

test('decisions become placements that the command takes', () => {
  const texts = ['Quill speaks.', quoted.replace(' Ada Quill', '')];
  const { project, report } = reportOn(texts);
  const lost = report.items.find(({ annotation }) => annotation.id === 'm');
  if (!lost) throw new TypeError('The mention is not in the report.');
  const placed = placeOn(lost, report.text, buildSpan(0, 5));
  const placements = toPlacements(
    report,
    new Map<string, Decision>([
      ['m', placed],
      ['q', 'delete'],
    ]),
  );
  const document = plainTextDocument(texts);
  project.run('article.revise', { id: 'a', document, reason: '', placements });
  expect(project.read.get('annotation', 'm').segments[0]?.exact).toBe('Quill');
  expect(project.read.find('annotation', 'q')).toBeNull();
});
