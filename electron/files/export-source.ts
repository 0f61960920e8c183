import type { Draft } from '../../shared/commands/define.ts';
import type {
  ArticleCells,
  ArticleJson,
  ExportArticleFacts,
  JsonWish,
  MarkFilter,
} from '../../shared/records/read-rows.ts';
import type { Id, RecordOf, RecordType, Revision } from '../../shared/records/records.ts';
import type { RichDocument } from '../../shared/text/document.ts';

/** Where an export reads rows from. */
export interface ExportSource extends Pick<Draft, 'find' | 'list'> {
  /** A revision that is not kept for the next who asks: an export reads each once. */
  readRevision(id: Id): Revision | null;
  /** All rows of a type in lists of some hundred, in the order of every export. */
  pages<Type extends RecordType>(type: Type): Iterable<readonly RecordOf<Type>[]>;
  /** Events or evidence of some claims. */
  ofClaims<Type extends 'claim_event' | 'evidence'>(
    type: Type,
    claimIds: readonly Id[],
  ): readonly RecordOf<Type>[];
  readonly facts: FactSource;
  /** Absent where rows are changed on their way. */
  readonly json?: JsonSource;
}

/** What an export is planned by, without its rows being read. `ids`: of these articles, null for all. */
export interface FactSource {
  /** In the order of every export. */
  articles(ids: readonly Id[] | null, filter: MarkFilter): readonly ExportArticleFacts[];
  /** Of some annotators, those whom rows of the articles name. */
  annotators(
    candidates: readonly Id[],
    ids: readonly Id[] | null,
    filter: MarkFilter,
  ): readonly Id[];
  /** Annotators whom the project, its codebook, its cast and its claims name. */
  headAnnotators(): readonly Id[];
  /** Members of the cast and claims that marks of the articles name. */
  linked(
    ids: readonly Id[] | null,
    filter: MarkFilter,
  ): { readonly entityIds: readonly Id[]; readonly claimIds: readonly Id[] };
  /** Marks by layer. */
  layers(ids: readonly Id[] | null, filter: MarkFilter): ReadonlyMap<string, number>;
  texts(ids: readonly Id[], longBytes: number): TextFacts;
}

/** What is out of the ordinary in the current texts of some articles. */
interface TextFacts {
  /** Documents with more than paragraphs of plain text. */
  readonly formatted: readonly RichDocument[];
  /** Texts of more bytes than were asked for. */
  readonly longTexts: readonly string[];
  /** How many annotators have given each article a status. */
  readonly states: readonly number[];
}

/** Rows as a database puts them together. */
export interface JsonSource {
  /** A revision and the marks on it; null when there is none. */
  article(articleId: Id, revision: number, wish: JsonWish): ArticleJson | null;
  /** Answers to `article` from beside this thread; null where there are none. The caller closes it. */
  ahead(wish: JsonWish): JsonAhead | null;
  /** The marks as tables hold them, in no order. */
  cells(articleId: Id, revision: number, filter: MarkFilter): ArticleCells;
  /** Without its document, unless there is more than plain paragraphs in it. */
  plainRevision(articleId: Id, number: number): Revision | null;
}

/** Somebody who works out what will be asked next. */
export interface JsonAhead {
  /** Questions without an answer so far. */
  readonly open: number;
  /** Null when it cannot tell: ask `JsonSource.article` then. Never rejects. */
  ask(articleId: Id, revision: number): Promise<ArticleJson | null>;
  close(): Promise<void>;
}

/** The part of an open project that an export needs. */
export interface ExportProject {
  readonly read: ExportSource;
  /** Hear of every step. Returns how to stop. */
  readonly onStep: (listener: () => void) => () => void;
  /** Wait for the end of a step that is being stored in turns: until then reads see what may be taken back. */
  readonly whenFree: <Value>(work: () => Value) => Promise<Awaited<Value>>;
  readonly isStoring: () => boolean;
}
