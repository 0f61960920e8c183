import { hash } from 'node:crypto';
import type { ImportItem } from '../../shared/contract/import-views.ts';
import type { AnnotatedArticle } from '../../shared/exchange/core/annotated-article.ts';
import type { Dataset } from '../../shared/formats/dataset.ts';
import type { Origin } from '../../shared/records/records.ts';
import { buildCanonicalText } from '../../shared/text/canonical.ts';
import { documentLimits, parseDocument, type RichDocument } from '../../shared/text/document.ts';
import { fail, type Failure } from '../../shared/util/result.ts';
import type { ReadDocument, ReadPart } from '../readers/reader.ts';

const previewCharacters = 4000;
/** Longest value that a row of an article may have in one line. */
const maxLine = 2000;

/** Where the original of a proposal is until it is stored: a part of a file in memory, a whole file on the disk or in memory. */
export type OriginalSource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly kind: 'file'; readonly path: string; readonly mediaType: string };

/** An article that an importer proposes, before anything is stored. */
export interface ArticleProposal {
  readonly kind: 'article';
  readonly item: ImportItem;
  readonly document: RichDocument;
  readonly origin: Origin;
  readonly original: OriginalSource;
  /** SHA-256 of the canonical text. */
  readonly textSha256: string;
  /** Length of the canonical text, in UTF-16 units. */
  readonly length: number;
}

/** A file, or a part of one, as an importer understood it. */
export type Proposal =
  | { readonly kind: 'refused'; readonly item: ImportItem }
  | { readonly kind: 'dataset'; readonly item: ImportItem; readonly dataset: Dataset }
  /** Becomes a dataset when it is said what its labels are. */
  | {
      readonly kind: 'annotated';
      readonly item: ImportItem;
      readonly articles: readonly AnnotatedArticle[];
      readonly formatId: string;
    }
  | ArticleProposal;

/** An item about which nothing is known yet. */
export const emptyItem: ImportItem = {
  key: '',
  fileKey: '',
  fileName: '',
  part: null,
  sizeBytes: 0,
  kind: 'refused',
  problem: null,
  duplicateOf: null,
  nearDuplicateOf: null,
  title: '',
  byline: '',
  publisher: '',
  url: '',
  published: null,
  language: '',
  tags: [],
  encoding: null,
  preview: '',
  words: 0,
  dropped: [],
  marks: null,
};

/** A proposal that says why nothing comes of it. */
export function refuse(base: ImportItem, failure: Failure): Proposal {
  const title = base.title || base.fileName;
  return { kind: 'refused', item: { ...base, title, kind: 'refused', problem: failure.message } };
}

/** A file that was read, with its bytes. */
export interface ReadFileParts {
  readonly base: ImportItem;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly read: ReadDocument;
}

/** The proposals of a file. One of several articles has the key of its file, a dot and its place. */
export function buildProposals({ base, path, bytes, read }: ReadFileParts): Proposal[] {
  const isOne = read.parts.length === 1 && read.table === null;
  const whole = hash('sha256', bytes, 'hex');
  return read.parts.map((part, i): Proposal => {
    const item = isOne ? base : { ...base, key: `${base.key}.${i + 1}`, part: i + 1 };
    if (part.kind === 'refused') {
      return refuse({ ...item, title: part.title }, fail('bad_input', part.problem).error);
    }
    return buildArticle(item, part, read, { path, whole });
  });
}

function buildArticle(
  base: ImportItem,
  { parsed, source }: Extract<ReadPart, { readonly kind: 'article' }>,
  read: ReadDocument,
  file: { readonly path: string; readonly whole: string },
): Proposal {
  const text = buildCanonicalText(parsed.document);
  if (text.trim() === '') {
    return refuse(base, fail('unsupported_file', 'The file holds no text.').error);
  }
  // Readers build from foreign trees: what a project would refuse is found here, where it concerns this article alone.
  const checked = parseDocument(parsed.document);
  if (!checked.ok) return refuse(base, toPlain(checked.error));
  const { metadata } = parsed;
  const item: ImportItem = {
    ...base,
    kind: 'article',
    title: cut(metadata.title) || base.fileName.replace(/\.[^.]+$/, ''),
    byline: cut(metadata.byline),
    publisher: cut(metadata.publisher),
    url: cut(metadata.url),
    published: metadata.published,
    language: metadata.language.slice(0, 35),
    tags: metadata.tags.map(cut).filter((tag) => tag !== ''),
    encoding: read.encoding,
    words: countWords(text),
    dropped: parsed.dropped,
    problem: parsed.notes.length === 0 ? null : parsed.notes.join(' '),
  };
  const { path, whole } = file;
  const bytes = source === null ? null : Buffer.from(source.text, 'utf8');
  const origin = {
    file: base.fileName,
    importer: read.importer,
    sha256: bytes === null ? whole : hash('sha256', bytes, 'hex'),
    encoding: bytes === null ? read.encoding : 'utf-8',
    newline: read.newline,
  };
  const original: OriginalSource =
    bytes !== null && source !== null
      ? { kind: 'bytes', bytes, mediaType: source.mediaType }
      : { kind: 'file', path, mediaType: read.mediaType };
  const textSha256 = hash('sha256', text, 'hex');
  const { document } = parsed;
  return { kind: 'article', item, document, origin, original, textSha256, length: text.length };
}

/** What a limit of documents means to a person who imports. */
function toPlain(failure: Failure): Failure {
  if (failure.code !== 'too_large') return failure;
  const { nodes, textBytes } = documentLimits;
  const message = `This is longer than an article may be: ${nodes.toLocaleString('en')} paragraphs and runs of text, ${textBytes / 1024 / 1024} MB.`;
  return fail('too_large', message).error;
}

/** An item with the beginning of its text. */
export function withPreview(proposal: Proposal): ImportItem {
  if (proposal.kind !== 'article') return proposal.item;
  return { ...proposal.item, preview: beginningOf(buildCanonicalText(proposal.document)) };
}

/** The first blocks of a text, cut between words and marked as cut. */
function beginningOf(text: string): string {
  if (text.length <= previewCharacters) return text;
  return `${text.slice(0, previewCharacters).replace(/\S*$/u, '')}…`;
}

function cut(value: string): string {
  return value.slice(0, maxLine);
}

const word = /[\p{L}\p{N}]\S*/gu;

function countWords(text: string): number {
  return text.match(word)?.length ?? 0;
}
