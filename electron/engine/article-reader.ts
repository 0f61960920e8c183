import type { ArticleOpening, ArticleRest, ArticleView } from '../../shared/contract/views.ts';
import {
  articleStatuses,
  type Annotation,
  type Article,
  type ArticleStatus,
  type Id,
  type Revision,
} from '../../shared/records/records.ts';
import { buildSpan, countCodePoints, type CodePointOffset } from '../../shared/text/offsets.ts';
import type { Connection } from '../store/connection.ts';
import {
  countMarks,
  eachMark,
  listArticleComments,
  listMarksNear,
} from '../store/queries/marks.ts';
import type { ProjectReader } from './read.ts';

/** How far around a place marks are sent with the text: some screens of it, in code points. */
const nearCodePoints = 15_000;
/** Marks handed over at once: what a window takes in well within a frame. */
const marksOfPart = 500;

/** One article with what is on it, whole or piece by piece. All of it refuses an unknown id with `not_found`. */
export class ArticleReader {
  readonly #read: Pick<ProjectReader, 'get' | 'list'>;
  readonly #db: Connection;
  readonly #annotatorId: Id;

  constructor(read: Pick<ProjectReader, 'get' | 'list'>, db: Connection, annotatorId: Id) {
    this.#read = read;
    this.#db = db;
    this.#annotatorId = annotatorId;
  }

  /** An article with its current text, the marks on it and their comments. */
  view(id: Id): ArticleView {
    const annotations: Annotation[] = [];
    const rest = this.marks(id, (marks) => annotations.push(...marks));
    return { ...rest, revision: this.#currentRevision(rest.article), annotations };
  }

  /**
   * An article as it is first shown: its current text and the marks around an offset, which may be past its end. One with few
   * marks comes whole.
   */
  opening(id: Id, near: CodePointOffset): ArticleOpening {
    if (countMarks(this.#db, id) <= marksOfPart) {
      const { revision, annotations, ...rest } = this.view(id);
      const { article, status } = rest;
      return { article, revision, status, annotations, rest };
    }
    const article = this.#read.get('article', id);
    const revision = this.#currentRevision(article);
    const place = Math.min(near, countCodePoints(revision.text));
    const around = buildSpan(Math.max(0, place - nearCodePoints), place + nearCodePoints);
    return {
      article,
      revision,
      status: this.#statusOf(id),
      annotations: listMarksNear(this.#db, id, article.revision, around),
      rest: null,
    };
  }

  /** Hand over the marks on the current text of an article in lists, oldest first. Returns what else it has. */
  marks(id: Id, take: (marks: readonly Annotation[]) => void): ArticleRest {
    const article = this.#read.get('article', id);
    const status = this.#statusOf(id);
    const unplaced: Annotation[] = [];
    let marks: Annotation[] = [];
    for (const mark of eachMark(this.#db, id)) {
      if (mark.revision === article.revision) marks.push(mark);
      else unplaced.push(mark);
      if (marks.length < marksOfPart) continue;
      take(marks);
      marks = [];
    }
    if (marks.length > 0) take(marks);
    return { article, status, unplaced, comments: listArticleComments(this.#db, id) };
  }

  #currentRevision({ id, revision }: Article): Revision {
    return this.#read.get('revision', `${id}:${revision}`);
  }

  /** How far this annotator is; where they have not said, how far the one is who is furthest. */
  #statusOf(articleId: Id): ArticleStatus {
    const states = this.#read.list('article_state', { articleId });
    const own = states.find((state) => state.annotatorId === this.#annotatorId);
    if (own) return own.status;
    const ranks = states.map((state) => articleStatuses.indexOf(state.status));
    return articleStatuses[Math.max(0, ...ranks)] ?? 'new';
  }
}
