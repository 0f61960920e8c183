import { articleStatuses } from '../../../shared/records/records.ts';
import { parseDocument } from '../../../shared/text/document.ts';
import { unwrap } from '../../../shared/util/result.ts';
import {
  readInteger,
  readJson,
  readOneOf,
  readStamp,
  readText,
  readTextOrNull,
  readTexts,
  stampColumns,
  stampToRow,
} from '../row.ts';
import type { Table } from './table.ts';

const newlines = ['lf', 'crlf', 'cr', 'mixed'] as const;

/** Articles without their words. */
export const articleTable: Table<'article'> = {
  type: 'article',
  name: 'article',
  columns: [
    'row_id',
    'id',
    'title',
    'byline',
    'publisher',
    'url',
    'published',
    'language',
    'tags',
    'note',
    'revision',
    'origin_file',
    'origin_importer',
    'origin_sha256',
    'origin_encoding',
    'origin_newline',
    'trashed_at',
    ...stampColumns,
  ],
  hasRowId: true,
  filters: {},
  toRow: (article) => ({
    id: article.id,
    title: article.title,
    byline: article.byline,
    publisher: article.publisher,
    url: article.url,
    published: article.published,
    language: article.language,
    tags: JSON.stringify(article.tags),
    note: article.note,
    revision: article.revision,
    origin_file: article.origin.file,
    origin_importer: article.origin.importer,
    origin_sha256: article.origin.sha256,
    origin_encoding: article.origin.encoding,
    origin_newline: article.origin.newline,
    trashed_at: article.trashedAt,
    ...stampToRow(article),
  }),
  fromRow: (row) => ({
    id: readText(row, 'id'),
    title: readText(row, 'title'),
    byline: readText(row, 'byline'),
    publisher: readText(row, 'publisher'),
    url: readText(row, 'url'),
    published: readTextOrNull(row, 'published'),
    language: readText(row, 'language'),
    tags: readTexts(row, 'tags'),
    note: readText(row, 'note'),
    revision: readInteger(row, 'revision'),
    origin: {
      file: readTextOrNull(row, 'origin_file'),
      importer: readText(row, 'origin_importer'),
      sha256: readTextOrNull(row, 'origin_sha256'),
      encoding: readTextOrNull(row, 'origin_encoding'),
      newline: row['origin_newline'] === null ? null : readOneOf(row, 'origin_newline', newlines),
    },
    trashedAt: readTextOrNull(row, 'trashed_at'),
    ...readStamp(row),
  }),
};

/** How far annotators are with articles. */
export const articleStateTable: Table<'article_state'> = {
  type: 'article_state',
  name: 'article_state',
  columns: ['id', 'article_id', 'annotator_id', 'status', ...stampColumns],
  hasRowId: false,
  filters: { articleId: 'article_id' },
  toRow: (state) => ({
    id: state.id,
    article_id: state.articleId,
    annotator_id: state.annotatorId,
    status: state.status,
    ...stampToRow(state),
  }),
  fromRow: (row) => ({
    id: readText(row, 'id'),
    articleId: readText(row, 'article_id'),
    annotatorId: readText(row, 'annotator_id'),
    status: readOneOf(row, 'status', articleStatuses),
    ...readStamp(row),
  }),
};

/** Texts of articles. Their documents are parsed as foreign ones whenever they are read. */
export const revisionTable: Table<'revision'> = {
  type: 'revision',
  name: 'revision',
  columns: [
    'row_id',
    'id',
    'article_id',
    'number',
    'sha256',
    'reason',
    ...stampColumns,
    'text',
    'document',
  ],
  hasRowId: true,
  filters: { articleId: 'article_id' },
  toRow: (revision) => ({
    id: revision.id,
    article_id: revision.articleId,
    number: revision.number,
    sha256: revision.sha256,
    reason: revision.reason,
    ...stampToRow(revision),
    text: revision.text,
    document: JSON.stringify(revision.document),
  }),
  fromRow: (row) => ({
    id: readText(row, 'id'),
    articleId: readText(row, 'article_id'),
    number: readInteger(row, 'number'),
    document: unwrap(parseDocument(readJson(row, 'document'))),
    text: readText(row, 'text'),
    sha256: readText(row, 'sha256'),
    reason: readText(row, 'reason'),
    ...readStamp(row),
  }),
};
