import type { JsonArticle } from '../../shared/formats/json/json-article.ts';
import type { ArticleJson, JsonWish } from '../../shared/records/read-rows.ts';
import type { Article, Id } from '../../shared/records/records.ts';
import { filterOf, type ExportPlan } from './export-plan.ts';
import type { ExportRun } from './export-run.ts';
import type { ExportSource, JsonAhead, JsonSource } from './export-source.ts';

/** Marks from which on a thread pays, which starts in some 50 ms. */
const worthThread = 10_000;
/** Questions that wait for the thread; articles that may have been read before their turn, and about how many bytes of them. */
const askedAhead = 6;
const readAhead = 16;
const readAheadBytes = 4 * 1024 * 1024;

/**
 * The articles of a plan as JSON, one after the other. Where there are many, a thread reads too: it is asked for those to come, and
 * while it has not answered, others are read here.
 *
 * @returns Null in place of one that has gone meanwhile, and of all when the source has no JSON.
 */
export async function* readJsonArticles(
  { source, selection }: Pick<ExportRun, 'source' | 'selection'>,
  { articleIds, annotations }: ExportPlan,
  wish: Omit<JsonWish, 'filter'>,
): AsyncGenerator<{ readonly articleId: Id; readonly json: JsonArticle | null }> {
  const { json: rows } = source;
  if (!rows) return yield* articleIds.map((articleId) => ({ articleId, json: null }));
  const wanted: JsonWish = { ...wish, filter: filterOf(selection) };
  const thread = annotations >= worthThread ? rows.ahead(wanted) : null;
  const queue = new ReadingQueue(source, rows, articleIds, wanted, thread);
  try {
    for (const articleId of articleIds) {
      const { article, read } = await queue.next();
      yield { articleId, json: article && read ? toJsonArticle(source, article, read) : null };
    }
  } finally {
    await thread?.close();
  }
}

/** An article, null when it has gone, and what was read of it. */
interface Reading {
  readonly article: Article | null;
  readonly read: ArticleJson | null;
}

/** The same under way. */
interface Asked {
  readonly article: Article | null;
  readonly answer: ArticleJson | null | Promise<ArticleJson | null>;
  /** Which question to the thread this was, counted from 1; 0 when it was read here. */
  readonly question: number;
}

/** Articles in their order, read by two. */
class ReadingQueue {
  readonly #source: ExportSource;
  readonly #rows: JsonSource;
  readonly #articleIds: readonly Id[];
  readonly #wish: JsonWish;
  readonly #thread: JsonAhead | null;
  readonly #asked: Asked[] = [];
  #begun = 0;
  #heldBytes = 0;
  #questions = 0;

  constructor(
    source: ExportSource,
    rows: JsonSource,
    articleIds: readonly Id[],
    wish: JsonWish,
    thread: JsonAhead | null,
  ) {
    this.#source = source;
    this.#rows = rows;
    this.#articleIds = articleIds;
    this.#wish = wish;
    this.#thread = thread;
  }

  async next(): Promise<Reading> {
    const thread = this.#thread;
    while (thread && this.#hasRoom && thread.open < askedAhead) this.#begin(thread);
    if (this.#asked.length === 0) this.#begin(null);
    const first = this.#asked.shift();
    if (!first) throw new RangeError('all articles were read');
    const isOpen = () => thread && first.question > this.#questions - thread.open;
    while (isOpen() && this.#hasRoom) this.#begin(null);
    const { article } = first;
    const answer = await first.answer;
    this.#heldBytes -= countBytes(answer);
    // What the thread cannot tell is read here.
    return { article, read: answer ?? this.#readHere(article) };
  }

  get #hasRoom(): boolean {
    return (
      this.#asked.length < readAhead &&
      this.#heldBytes < readAheadBytes &&
      this.#begun < this.#articleIds.length
    );
  }

  #begin(thread: JsonAhead | null): void {
    const articleId = this.#articleIds[this.#begun++];
    const article = articleId === undefined ? null : this.#source.find('article', articleId);
    if (article && thread) {
      const answer = thread.ask(article.id, article.revision).then((read) => this.#hold(read));
      this.#asked.push({ article, answer, question: ++this.#questions });
    } else {
      const answer = this.#hold(this.#readHere(article));
      this.#asked.push({ article, answer, question: 0 });
    }
  }

  #hold(read: ArticleJson | null): ArticleJson | null {
    this.#heldBytes += countBytes(read);
    return read;
  }

  #readHere(article: Article | null): ArticleJson | null {
    return article && this.#rows.article(article.id, article.revision, this.#wish);
  }
}

function countBytes(read: ArticleJson | null): number {
  if (!read) return 0;
  const { revision, marks } = read;
  return revision.text.length + revision.document.length + marks.json.length;
}

function toJsonArticle(source: ExportSource, article: Article, read: ArticleJson): JsonArticle {
  const { text, document, ...rest } = read.revision;
  const without = { text: '', document: { type: 'doc' as const, content: [] } };
  const { id: articleId } = article;
  return {
    item: {
      article,
      revision: { id: `${articleId}:${rest.number}`, articleId, ...rest, ...without },
      annotations: [],
      states: source.list('article_state', { articleId }),
    },
    text,
    document,
    marks: read.marks.json,
    markCount: read.marks.count,
    links: read.links,
  };
}
