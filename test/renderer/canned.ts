import type { EngineContract } from '../../shared/contract/engine.ts';
import { initialSettings } from '../../shared/contract/initial-settings.ts';
import { mergeSettings } from '../../shared/contract/settings.ts';
import type { ShellContract, ShellEvents, ShellState } from '../../shared/contract/shell.ts';
import type {
  ArticleOpening,
  ArticleRow,
  ArticleView,
  EngineEvents,
  ProjectView,
} from '../../shared/contract/views.ts';
import { chosenUnits } from '../../shared/exchange/core/exchange-format.ts';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import { articleStatuses } from '../../shared/records/records.ts';
import type { Clients } from '../../renderer/state/clients.ts';
import { createCanned, type Answers } from './canned-client.ts';
import { libraryAnswers } from './canned-library.ts';

export type { Answers } from './canned-client.ts';

const stamp = {
  createdAt: '2026-11-20T09:00:00.000Z',
  createdBy: 'ann',
  updatedAt: '2026-11-21T10:30:00.000Z',
  updatedBy: 'ann',
};
const publishers = ['The Harbour Post', 'Northern Wire', 'Radio Kestrel', ''];
const subjects = [
  'Hospital closures would save £40m a year, ministry says',
  'Minister replies to the union over the two regional clinics',
  'Union statement on the planned closures',
  'البلدية تعلن خطة جديدة للميناء',
  'Abgeordnete streiten über den Haushalt',
];

/** Row `index` of a made-up library. */
export function buildRow(index: number): ArticleRow {
  const status = articleStatuses[index % 5] ?? 'new';
  const marks = status === 'new' ? 0 : (index * 7) % 40;
  return {
    id: `article-${index}`,
    title: `${subjects[index % subjects.length] ?? ''}${index < 5 ? '' : ` (${index})`}`,
    byline: index % 2 ? 'Ana Ruiz' : '',
    publisher: publishers[index % publishers.length] ?? '',
    published: index % 6 === 5 ? null : `2026-${String((index % 12) + 1).padStart(2, '0')}-16`,
    language: index % 5 === 3 ? 'ar' : 'en',
    tags: index % 3 ? [] : ['health', 'budget'],
    status,
    quotations: marks,
    mentions: marks * 2,
    claims: Math.floor(marks / 4),
    suggestions: 0,
    addedAt: stamp.createdAt,
    updatedAt: stamp.updatedAt,
    trashedAt: null,
  };
}

/** A made-up article with a text. */
export function buildArticle(id: string): ArticleView {
  const row = buildRow(Number(id.split('-')[1] ?? 0));
  const text =
    'Two regional hospitals are to close in the spring.\n“We signed in the open, and everyone was told in March,” the finance minister, Ana Ruiz, said on Tuesday.\nOpposition leader Tom Okafor said the estimate “omits every cost” of the move.';
  const { title, byline, publisher, published, language, tags } = row;
  return {
    article: {
      ...stamp,
      id,
      title,
      byline,
      publisher,
      published,
      language,
      tags,
      url: '',
      note: '',
      revision: 1,
      origin: {
        file: 'closures.txt',
        importer: 'text@1',
        sha256: null,
        encoding: 'utf-8',
        newline: 'lf',
      },
      trashedAt: null,
    },
    status: row.status,
    revision: {
      ...stamp,
      id: `${id}:1`,
      articleId: id,
      number: 1,
      document: {
        type: 'doc',
        content: text.split('\n').map((line) => ({
          type: 'paragraph' as const,
          content: [{ type: 'text' as const, text: line }],
        })),
      },
      text,
      sha256: '',
      reason: 'import',
    },
    annotations: [],
    unplaced: [],
    comments: [],
  };
}

const exportFormat = {
  summary: 'One line about it.',
  extension: null,
  offsetUnit: 'code point',
  offsetUnits: [],
  losses: [],
  isCompared: false,
} as const;
const annotator = { ...stamp, id: 'ann', name: 'Ann Example', colour: '#2f5be0' };

/** A made-up project. */
export function buildProject(articles: number): ProjectView {
  return {
    project: { ...stamp, id: 'p', name: 'Hospitals 2026', description: '', settings: {} },
    annotator,
    annotators: [annotator],
    codebook: defaultCodebook,
    fileName: 'Hospitals 2026.quotemark',
    sizeBytes: 3_100_000,
    readOnly: null,
    notices: [],
    counts: {
      articles,
      trashed: 0,
      quotations: 0,
      mentions: 0,
      claimMarks: 0,
      annotations: 0,
      entities: 0,
      claims: 0,
      steps: 0,
    },
  };
}

/** An article that comes whole when it is opened. */
export function toOpening(view: ArticleView): ArticleOpening {
  const { article, status, revision, annotations, unplaced, comments } = view;
  return { article, status, revision, annotations, rest: { article, status, unplaced, comments } };
}

/** Answers of an engine whose project holds so many made-up articles. */
export function engineAnswers(count: number): Answers<EngineContract> {
  const rows = Array.from({ length: count }, (_, index) => buildRow(index));
  return {
    'project.get': () => buildProject(count),
    'history.state': () => ({ undo: null, redo: null }),
    'entity.list': () => [],
    'claim.list': () => [],
    'article.get': ({ id }) => buildArticle(id),
    'article.open': ({ id }) => toOpening(buildArticle(id)),
    'article.list': ({ query = '', statuses = [], offset = 0, limit = 100 }) => {
      const found = rows.filter((row) => row.title.toLowerCase().includes(query.toLowerCase()));
      const matches = found.filter(
        ({ status }) => statuses.length === 0 || statuses.includes(status),
      );
      const countOf = (status: string) => found.filter((row) => row.status === status).length;
      return {
        total: matches.length,
        rows: matches.slice(offset, offset + limit),
        byStatus: {
          new: countOf('new'),
          in_progress: countOf('in_progress'),
          done: countOf('done'),
          in_review: countOf('in_review'),
          final: countOf('final'),
        },
        trashed: 0,
      };
    },
    ...libraryAnswers(rows, publishers),
    'command.run': ({ name }) => ({ stepId: 'step', label: name, changes: [], value: null }),
    'history.undo': () => ({ stepId: 'step', label: 'Last step', changes: [], value: null }),
    'export.formats': () => [
      {
        ...exportFormat,
        id: 'json',
        name: 'Quotemark JSON',
        extension: '.json',
      },
      { ...exportFormat, id: 'csv', name: 'CSV tables' },
      {
        ...exportFormat,
        id: 'jsonl',
        name: 'JSON Lines',
        extension: '.jsonl',
        isCompared: true,
        offsetUnits: chosenUnits,
      },
    ],
    'export.preview': ({ format }) => ({
      articles: count,
      annotations: count * 12,
      sample:
        format === 'json'
          ? '{\n  "format": "quotemark",\n  "version": 1,\n  "offset_unit": "unicode code point"\n}'
          : 'quotation_id,article_id,type,content\nq1,article-0,direct,“We signed in the open…”',
      sampleFile: format === 'json' ? 'Hospitals 2026.json' : 'quotations.csv',
      warnings: format === 'csv' ? ['Rich text of 3 articles: CSV holds plain text only.'] : [],
      split: null,
      isCounted: true,
    }),
    'export.write': ({ format }) => ({
      format,
      files: [{ name: 'Hospitals 2026.json', sizeBytes: 3_120_000, rows: null }],
      articles: count,
      annotations: count * 12,
      moreFiles: 0,
      losses: [],
      comparison: null,
      split: null,
    }),
  };
}

/** State of a shell with or without a project. */
export function buildShellState(project: ShellState['project']): ShellState {
  return {
    version: '0.1.0',
    platform: 'linux',
    versions: { electron: '45.4.1', chrome: '150' },
    recent: [
      { key: 'a', name: 'Hospitals 2026', folder: '~/Documents/Quotemark', openedAt: stamp.updatedAt, sizeBytes: 3_100_000, missing: false },
      { key: 'b', name: 'Budget debate', folder: '/media/stick', openedAt: stamp.createdAt, sizeBytes: null, missing: true },
    ], // prettier-ignore
    project,
    settings: { ...initialSettings, annotatorId: 'ann', annotatorName: 'Ann Example' },
    notice: null,
    openFailure: null,
  };
}

/** Canned clients for a window. */
export function createCannedClients(
  engine: Answers<EngineContract>,
  shell: Answers<ShellContract> = {},
  settings = buildShellState(null).settings,
) {
  const answers: Answers<ShellContract> = {
    'settings.update': (patch) => mergeSettings(settings, patch),
    'menu.set': () => null,
    'files.pick': () => [{ grant: 'g1', name: 'closures.txt' }],
    'files.pickTarget': ({ name }) => ({ grant: 't1', name }),
    'files.show': () => null,
    'files.writeText': () => null,
    'page.print': () => null,
    'page.savePdf': () => null,
    'window.toggleFullScreen': () => null,
    'clipboard.write': () => null,
    ...shell,
  };
  return {
    engine: createCanned<EngineContract, EngineEvents>(engine),
    shell: createCanned<ShellContract, ShellEvents>(answers),
    grantFiles: async (files: readonly File[]) => files.map(({ name }) => ({ grant: name, name })),
  } satisfies Clients;
}
