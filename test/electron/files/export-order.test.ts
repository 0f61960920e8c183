import path from 'node:path';
import { expect, test } from 'vitest';
import { exchangeFormats } from '../../../shared/exchange/formats.ts';
import { markChecked, type Dataset } from '../../../shared/formats/dataset.ts';
import { withProjectOf } from '../../helpers/exchange-exports.ts';
import { asJson, exportAll, sampleDataset } from '../../helpers/exports.ts';
import { makeFolder } from '../../helpers/project.ts';

/** In the order of code points, as a database sorts them; by UTF-16 units it is the other way round. */
const endings = ['\u{ff21}', '\u{1f600}'] as const;

/** The sample with rows of one time, and marks of one extent, that differ in these endings of their ids only. */
function buildDataset(): Dataset {
  const sample = sampleDataset();
  const twice = <Row extends { readonly id: string }>([first, ...others]: readonly Row[]): Row[] =>
    first ? [...endings.map((end) => ({ ...first, id: first.id + end })), first, ...others] : [];
  const [first, ...others] = sample.articles;
  if (!first) throw new Error('the sample has no article');
  const copies = endings.map((end) => {
    const id = first.article.id + end;
    const revision = { ...first.revision, id: `${id}:1`, articleId: id };
    return { ...first, article: { ...first.article, id }, revision, states: [], annotations: [] };
  });
  const annotators = twice(sample.annotators);
  const states = first.states.flatMap((state) =>
    annotators.slice(0, 2).map(({ id: annotatorId }) => ({
      ...state,
      id: `${state.articleId}:${annotatorId}`,
      annotatorId,
    })),
  );
  return markChecked({
    ...sample,
    annotators,
    entities: twice(sample.entities),
    claims: twice(sample.claims),
    events: twice(sample.events),
    evidence: twice(sample.evidence),
    comments: twice(sample.comments),
    articles: [
      ...copies,
      { ...first, states, annotations: twice(first.annotations) },
      ...others.map((item) => ({ ...item, annotations: twice(item.annotations) })),
    ],
  });
}

test.each(['json', 'csv', ...exchangeFormats.map(({ id }) => id)])(
  'ids beyond the first plane stand in %s in the order in which it is read back',
  async (format) => {
    await withProjectOf(buildDataset(), async (project) => {
      const target = path.join(makeFolder(), 'out');
      await expect(exportAll(project, { ...asJson, format }, target)).resolves.toMatchObject({
        articles: project.read.counts().articles,
      });
    });
  },
);
