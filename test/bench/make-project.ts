import { defaultCodebook } from '../../shared/codebook/default.ts';
import { markChecked, type Dataset, type DatasetArticle } from '../../shared/formats/dataset.ts';
import { parseExportFile } from '../../shared/formats/json/quotemark-json.ts';
import { plainTextDocument } from '../../shared/text/plain-document.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { buildOffsetMap, buildSpan, sliceSpan } from '../../shared/text/offsets.ts';
import {
  articleStatuses,
  type Annotation,
  type Claim,
  type Entity,
  type Segment,
  type Stamp,
} from '../../shared/records/records.ts';
import { buildSample } from '../../shared/sample/build.ts';
import { unwrap } from '../../shared/util/result.ts';
import { createProject } from '../../electron/engine/open.ts';
import type { OpenProject } from '../../electron/engine/project.ts';
import { systemSources } from '../../electron/engine/sources.ts';
import { buildCorpus, type ArticleSize, type GeneratedArticle } from './corpus.ts';

/** Who works in benches and pictures. */
export const benchAnnotator = { id: 'bench-annotator', name: 'Ines Varga' };

const stamp: Stamp = {
  createdAt: '2026-03-20T07:00:00.000Z',
  createdBy: benchAnnotator.id,
  updatedAt: '2026-03-20T07:00:00.000Z',
  updatedBy: benchAnnotator.id,
};

/** An article of a generated project; the title is its name for a test. */
export interface PlannedArticle extends ArticleSize {
  readonly title?: string;
}

/** Make a project file of generated articles with their marks. The caller closes it. */
export function makeGeneratedProject(
  file: string,
  planned: readonly PlannedArticle[],
  seed: number,
): OpenProject {
  const nextArticle = buildCorpus(seed);
  const claims: Claim[] = [];
  const articles = planned.map((plan, i) => {
    const generated = nextArticle(plan);
    return toRows({ ...generated, title: plan.title ?? generated.title }, `article-${i}`, claims);
  });
  const project = createProject(file, { annotator: benchAnnotator, name: 'Bench' });
  project.run('dataset.import', { dataset: markChecked(buildDataset(articles, claims)) });
  return project;
}

/** Marks of one step: a step is one value in the file. */
const stepMarks = 12_000;

/**
 * Make a project file of many short articles with six marks each, that differ in publisher, date, language, tags and status.
 * The caller closes it.
 */
export function makeCorpusProject(file: string, count: number, seed: number): OpenProject {
  return makeInSteps(file, { name: 'Corpus', count, size: { words: 60, marks: 6 }, seed }, vary);
}

/**
 * Make a project file as it is when people have worked on it: articles of one size that differ as those of a corpus do,
 * mentions and quotations linked to a cast, attributes on quotations. The caller closes it.
 */
export function makeMarkedProject(
  file: string,
  count: number,
  size: ArticleSize,
  seed: number,
): OpenProject {
  const link = (rows: DatasetArticle, i: number): DatasetArticle => {
    const varied = vary(rows, i);
    return { ...varied, annotations: varied.annotations.map((mark, k) => linkMark(mark, i + k)) };
  };
  return makeInSteps(file, { name: 'Marked', count, size, seed }, link, buildCast());
}

interface StepPlan {
  readonly name: string;
  readonly count: number;
  readonly size: ArticleSize;
  readonly seed: number;
}

function makeInSteps(
  file: string,
  { name, count, size, seed }: StepPlan,
  change: (rows: DatasetArticle, i: number) => DatasetArticle,
  cast: readonly Entity[] = [],
): OpenProject {
  const nextArticle = buildCorpus(seed);
  const project = createProject(file, { annotator: benchAnnotator, name });
  const stepArticles = Math.max(1, Math.floor(stepMarks / size.marks));
  for (let from = 0; from < count; from += stepArticles) {
    const claims: Claim[] = [];
    const articles = Array.from({ length: Math.min(stepArticles, count - from) }, (_, i) =>
      change(toRows(nextArticle(size), `article-${from + i}`, claims), from + i),
    );
    const entities = from === 0 ? cast : [];
    const dataset = { ...buildDataset(articles, claims), entities };
    project.run('dataset.import', { dataset: markChecked(dataset) });
  }
  return project;
}

/** Members of the cast of a marked project. */
const castSize = 500;

function buildCast(): Entity[] {
  return Array.from({ length: castSize }, (_, i) => ({
    id: castId(i),
    type: i % 3 === 0 ? 'organisation' : 'person',
    name: `Name ${i}`,
    aliases: i % 2 === 0 ? [`Alias ${i}`] : [],
    externalIds: {},
    note: '',
    mergedInto: null,
    ...stamp,
  }));
}

function castId(i: number): string {
  return `entity-${i % castSize}`;
}

function linkMark(mark: Annotation, i: number): Annotation {
  if (mark.layer === 'mention') return { ...mark, entityId: i % 5 === 0 ? null : castId(i) };
  if (mark.layer !== 'quotation') return mark;
  return {
    ...mark,
    speakerId: i % 4 === 0 ? null : castId(i),
    attributes: i % 3 === 0 ? {} : { source_kind: 'named', polarity: 'negated' },
  };
}

function vary(rows: DatasetArticle, i: number): DatasetArticle {
  const status = articleStatuses[i % 7];
  const articleId = rows.article.id;
  const annotatorId = benchAnnotator.id;
  return {
    ...rows,
    article: {
      ...rows.article,
      title: `${rows.article.title} ${(i * 7919) % 100_003}`,
      publisher: `Publisher ${i % 41}`,
      published: `${2020 + (i % 7)}-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
      language: i % 5 === 0 ? 'de' : 'en',
      tags:
        i % 3 === 0 ? [] : [...new Set([`tag-${i % 11}`, `tag-${i % 13}`])].slice(0, (i % 2) + 1),
    },
    states: status
      ? [{ id: `${articleId}:${annotatorId}`, articleId, annotatorId, status, ...stamp }]
      : [],
  };
}

function buildDataset(articles: readonly DatasetArticle[], claims: readonly Claim[]): Dataset {
  return {
    project: { id: 'bench', name: 'Bench', description: '', settings: {}, ...stamp },
    annotators: [{ ...benchAnnotator, colour: '#2f6db5', ...stamp }],
    codebook: { id: 'codebook', version: 1, codebook: defaultCodebook, ...stamp },
    entities: [],
    claims,
    events: [],
    evidence: [],
    comments: [],
    articles,
  };
}

/** Make a project file of the sample articles. The caller closes it. */
export function makeSampleProject(file: string): OpenProject {
  const { sha256 } = systemSources;
  const sample = buildSample({ sha256, codebook: defaultCodebook });
  const { dataset } = unwrap(parseExportFile(JSON.stringify(sample), sha256));
  const annotator = sample.annotators[0] ?? benchAnnotator;
  const project = createProject(file, { annotator, name: sample.project.name });
  project.run('dataset.import', { dataset });
  return project;
}

function toRows(generated: GeneratedArticle, articleId: string, claims: Claim[]): DatasetArticle {
  const { title, byline, publisher, published, paragraphs } = generated;
  const document = plainTextDocument(paragraphs);
  const text = buildCanonicalText(document);
  const map = buildOffsetMap(text);
  return {
    article: {
      id: articleId,
      ...{ title, byline, publisher, published },
      url: '',
      language: 'en',
      tags: [],
      note: '',
      revision: 1,
      origin: { file: null, importer: 'json@1', sha256: null, encoding: null, newline: null },
      trashedAt: null,
      ...stamp,
    },
    states: [],
    revision: {
      id: `${articleId}:1`,
      articleId,
      number: 1,
      document,
      text,
      sha256: systemSources.sha256(text),
      reason: 'import',
      ...stamp,
    },
    annotations: generated.marks.map((mark, i) => {
      const id = `${articleId}-mark-${i}`;
      const segments = mark.segments.map(({ role, start, end }): Segment => {
        const span = buildSpan(start, end);
        return { role, ...span, exact: sliceSpan(text, span, map) };
      });
      const claimId = mark.layer === 'claim' ? `${id}-claim` : null;
      if (claimId !== null) {
        const statement = segments[0]?.exact ?? '';
        claims.push({ id: claimId, statement, claimantId: null, type: null, note: '', ...stamp });
      }
      return {
        id,
        articleId,
        revision: 1,
        layer: mark.layer,
        label: mark.label,
        annotatorId: benchAnnotator.id,
        state: 'accepted',
        attributes: {},
        doubt: false,
        note: '',
        entityId: null,
        speakerId: null,
        claimId,
        segments,
        ...stamp,
      };
    }),
  };
}
