import { expect, test } from 'vitest';
import type {
  AnnotatedArticle,
  AnnotatedMark,
} from '../../../../shared/exchange/core/annotated-article.ts';
import { parseLabelMap } from '../../../../shared/exchange/take-over/label-map.ts';
import { prodigyFormat } from '../../../../shared/exchange/lines/prodigy.ts';
import type { TakeOver } from '../../../../shared/exchange/take-over/take-over.ts';
import { toDataset } from '../../../../shared/exchange/take-over/to-dataset.ts';
import { w3cFormat } from '../../../../shared/exchange/linked-data/w3c.ts';
import { defaultCodebook } from '../../../../shared/codebook/default.ts';
import { findLabel } from '../../../../shared/codebook/codebook.ts';
import type { Dataset } from '../../../../shared/formats/dataset.ts';
import { codePoints } from '../../../../shared/text/offsets.ts';
import type { JsonValue } from '../../../../shared/util/json.ts';
import { sha256 } from '../../../helpers/datasets.ts';
import { readFormat, writeFormat } from '../../../helpers/generated-datasets.ts';
import { workedExample, workedText } from '../../../helpers/worked-example.ts';

const text = 'Ana Ruiz left.\n\nShe said: “No.” Ruiz is well.';

test('takes foreign labels by their names in the codebook, its schemes, or the map', () => {
  const marks = [
    mark('Ana Ruiz', 'PERSON'),
    mark('“No.”', 'QUOTE'),
    mark('Ruiz', 'mention.person'),
    mark('left', 'VERB'),
    mark('Ruiz is well', 'claim'),
  ];
  const { articles } = datasetOf([article(marks)], take({ QUOTE: 'quotation.direct', VERB: null }));
  expect(articles[0]?.annotations.map(({ layer, label }) => [layer, label])).toEqual([
    ['mention', 'person'],
    ['quotation', 'direct'],
    ['mention', 'person'],
    ['claim', null],
  ]);
  expect(articles[0]?.annotations[1]?.segments).toEqual([
    { role: 'content', start: 26, end: 31, exact: '“No.”' },
  ]);
});

test('parts of quotations that a file marks by themselves go to the nearest on their line', () => {
  const said = 'Ada said “A”, “B”, Bo told Cy.\n\nDee claims.';
  const part = (exact: string, label: string) => {
    const start = codePoints(said.indexOf(exact));
    const segments = [
      { role: 'span', start, end: codePoints(start + exact.length), exact },
    ] as const;
    return mark(exact, label, { segments });
  };
  const marks = [
    part('Ada', 'SPEAKER'),
    part('said', 'CUE'),
    part('“A”', 'QUOTE'),
    part('“B”', 'QUOTE'),
    { ...part('Bo', 'SPEAKER'), entity: 'Bo Berg' },
    part('Cy', 'TO'),
    part('Dee', 'SPEAKER'),
  ];
  const map = {
    SPEAKER: 'quotation:source', CUE: 'quotation:cue', TO: 'quotation:addressee', QUOTE: 'quotation.direct',
  }; // prettier-ignore
  const { articles, entities } = datasetOf([{ ...article(marks), text: said }], take(map));
  const found = articles[0]?.annotations.map(({ segments }) =>
    segments.map(({ role, exact }) => `${role} ${exact}`),
  );
  expect(found).toEqual([
    ['content “A”', 'source Ada', 'cue said'],
    ['content “B”', 'source Bo', 'addressee Cy'],
  ]);
  expect(entities.map(({ name }) => name)).toEqual(['Bo Berg']);
});

test('names every label that it does not know, with how often it occurs', () => {
  const marks = [mark('left', 'VERB'), mark('said', 'VERB'), mark('Ana', 'LOC'), mark('She', null)];
  expect(() => datasetOf([article(marks)], take({}))).toThrow(
    'The codebook does not have these labels: “VERB” (2), “LOC” (1), no label (1).',
  );
});

test('adds a new label to the codebook when the map says so', () => {
  const drug = { layer: 'mention', label: 'drug', name: 'Drug', add: true };
  const dataset = datasetOf([article([mark('Ana', 'DRUG')])], take({ DRUG: drug }));
  expect(dataset.articles[0]?.annotations[0]).toMatchObject({ layer: 'mention', label: 'drug' });
  expect(findLabel(dataset.codebook.codebook, 'mention', 'drug')?.name).toBe('Drug');
});

test.each<[JsonValue, string]>([
  [{ PER: 'mention.persom' }, 'The label map, “PER”: The codebook has no mention.persom.'],
  [{ PER: 'people.person' }, 'The codebook has no people.person.'],
  [{ PER: { layer: 'people', label: 'x', add: true } }, 'The codebook has no {"layer":"people"'],
  [{ PER: 7 }, 'It is neither a text, nor null'],
  [['PER'], 'no JSON object'],
])('refuses the map %j', (map, message) => {
  expect(() => parseLabelMap(map, defaultCodebook)).toThrow(message);
});

test('makes annotators, cast and claims of names, and keeps guesses suggestions', () => {
  const quote = { entity: 'Belga', annotator: 'Kim' };
  const dataset = datasetOf(
    [
      article([
        mark('“No.”', 'quotation', quote),
        mark('Ana', 'ORG', { entity: 'Belga', annotator: 'Kim' }),
        mark('She', 'PER', { entity: 'Ana Ruiz', state: 'suggested', annotator: 'ner-1' }),
        mark('Ruiz', 'PER', { entity: 'Ana Ruiz', state: 'suggested' }),
        mark('left', 'claim', { claim: 'She left.', status: 'confirmed' }),
        mark('is well', 'claim', { state: 'suggested' }),
      ]),
    ],
    take({}),
  );
  const ids = (rows: readonly { id: string; name: string }[]) =>
    Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  const annotators = ids(dataset.annotators);
  const entities = ids(dataset.entities);
  expect(Object.keys(annotators)).toEqual(['Kim', 'ner-1', 'Prodigy suggestions']);
  expect(dataset.entities.map(({ name, type }) => [name, type])).toEqual([
    ['Belga', 'organisation'],
    ['Ana Ruiz', 'person'],
  ]);
  const annotations = dataset.articles[0]?.annotations ?? [];
  expect(annotations.map(({ state }) => state).join(' ')).toBe(
    'accepted accepted suggested suggested accepted suggested',
  );
  expect(annotations.map(({ annotatorId }) => annotatorId)).toEqual(
    ['Kim', 'Kim', 'ner-1', 'Prodigy suggestions', 'me', 'Prodigy suggestions'].map(
      (name) => annotators[name] ?? name,
    ),
  );
  expect(annotations[0]?.speakerId).toBe(entities['Belga']);
  expect(annotations[2]?.entityId).toBe(entities['Ana Ruiz']);
  expect(dataset.claims.map(({ statement }) => statement)).toEqual(['She left.']);
  expect(dataset.events).toMatchObject([{ status: 'confirmed', asOf: '2026-03-01' }]);
  expect(annotations[5]?.claimId).toBeNull();
});

test('links to cast, claims and annotators of the project, by name or alias', () => {
  const own = workedExample();
  const [lena] = own.entities;
  if (!lena) throw new Error('the worked example has no entity');
  const project = { ...own, entities: [{ ...lena, aliases: ['L. Ost'] }] };
  const dataset = datasetOf(
    [
      article([
        mark('Ana', 'PER', { entity: 'L. Ost', annotator: 'Ann' }),
        mark('left', 'claim', { claim: 'The grid stays on.' }),
      ]),
    ],
    take({}, project),
  );
  expect(dataset).toMatchObject({ annotators: [], entities: [], claims: [] });
  expect(dataset.articles[0]?.annotations).toMatchObject([
    { entityId: 'lena', annotatorId: 'ann' },
    { claimId: 'stays', annotatorId: 'me' },
  ]);
});

test('gives marks to the article that has the text already, and the same ids each time', () => {
  const own = workedExample();
  const taken = () => {
    const articles = readFormat(w3cFormat, writeFormat(w3cFormat, own).files);
    return datasetOf(articles, take({}, own));
  };
  const [first] = taken().articles;
  expect(taken()).toEqual(taken());
  expect(first?.article).toBe(own.articles[0]?.article);
  expect(first?.annotations.map(({ segments }) => segments)).toEqual(
    readFormat(w3cFormat, writeFormat(w3cFormat, own).files)[0]?.marks.map(
      ({ segments }) => segments,
    ),
  );
});

test('finds the text of a file without texts in the project, and says when there is none', () => {
  const own = workedExample();
  const { files } = writeFormat(w3cFormat, own, { hasText: false });
  const [item] = datasetOf(readFormat(w3cFormat, files), take({}, own)).articles;
  expect(item?.revision.text).toBe(workedText);
  expect(() => datasetOf(readFormat(w3cFormat, files), take({}))).toThrow(
    'The text is not in the file, and the project has no article with id grid.',
  );
});

test('makes one article of tasks with the same text', () => {
  const tasks = [article([mark('Ana', 'PER')]), article([mark('Ana', 'PER'), mark('Ruiz', 'PER')])];
  const { articles } = datasetOf(tasks, take({}));
  expect(articles.map(({ annotations }) => annotations.length)).toEqual([2]);
});

test('makes a document of the very text, a title of its beginning, and leaves bad metadata out', () => {
  const metadata = { published: 'last week', language: 'English!', tags: ['a', 3, ' a '] };
  const [item] = datasetOf([{ ...article([]), title: '', metadata }], take({})).articles;
  expect(item?.revision.text).toBe(text);
  expect(item?.article).toMatchObject({
    title: 'Ana Ruiz left.',
    published: null,
    language: '',
    tags: ['a'],
    origin: { file: 'tasks.jsonl', importer: 'prodigy@1' },
  });
});

function mark(
  exact: string,
  label: string | null,
  more: Partial<AnnotatedMark> = {},
): AnnotatedMark {
  const start = codePoints([...text.slice(0, text.indexOf(exact))].length);
  return {
    id: null,
    layer: null,
    label,
    segments: [{ role: 'span', start, end: codePoints(start + [...exact].length), exact }],
    attributes: {},
    note: '',
    doubt: false,
    state: 'accepted',
    annotator: null,
    entity: null,
    claim: null,
    status: null,
    ...more,
  };
}

function article(marks: readonly AnnotatedMark[]): AnnotatedArticle {
  const metadata = { published: '2026-03-01' };
  return { id: '7', title: 'Ruiz', text, marks, metadata, place: 'line 1' };
}

function take(map: JsonValue, project?: Dataset): TakeOver {
  const example = workedExample();
  const head = project ?? { ...example, annotators: [], entities: [], claims: [] };
  return {
    known: {
      head,
      findByText: (hash) =>
        project?.articles.find(({ revision }) => revision.sha256 === hash) ?? null,
      findOwner: (id) =>
        project?.articles.flatMap(({ annotations }) => annotations).find((row) => row.id === id)
          ?.articleId ?? null,
      findById: (id) => project?.articles.find((item) => item.article.id === id) ?? null,
    },
    labels: parseLabelMap(map, head.codebook.codebook),
    formatId: prodigyFormat.id,
    formatName: 'Prodigy',
    fileName: 'tasks.jsonl',
    annotatorId: 'me',
    now: '2026-03-04T05:06:07.000Z',
    sha256,
  };
}

function datasetOf(...input: Parameters<typeof toDataset>) {
  return toDataset(...input).dataset;
}
