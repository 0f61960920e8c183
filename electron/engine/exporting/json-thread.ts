// A thread that reads articles as JSON from a connection of its own: the entry that `JsonAhead` starts.
import { workerData, type MessagePort } from 'node:worker_threads';
import type { ArticleJson, JsonWish } from '../../../shared/records/read-rows.ts';
import type { Id } from '../../../shared/records/records.ts';
import { openBeside } from '../../store/database.ts';
import { findMeta } from '../../store/meta.ts';
import { findArticleJson } from '../../store/queries/export-text.ts';

/** What the thread is started with. */
export interface ThreadInput {
  readonly file: string;
  /** Token of the commit that is to be read; see `MetaKey`. */
  readonly head: string;
  readonly wish: JsonWish;
  readonly port: MessagePort;
  /** Shared: 1 when nothing is wanted any more. */
  readonly isStopped: Int32Array;
}

/** One article is wanted. */
export interface ThreadQuestion {
  readonly articleId: Id;
  readonly revision: number;
}

/** Answers come in the order of the questions. */
export interface ThreadAnswer {
  /** Null when there is no such revision, or when it could not be read. */
  readonly article: ArticleJson | null;
  /** Why it could not be read. */
  readonly fault: string | null;
}

const { file, head, wish, port, isStopped } = workerData as ThreadInput;
const db = openBeside(file);

port.on('message', (question: ThreadQuestion | null) => {
  if (question === null) {
    db.close();
    port.close();
    return;
  }
  if (Atomics.load(isStopped, 0) === 1) return;
  const answer = findAnswer(question);
  port.postMessage(answer, answer.article ? listOwnBuffers(answer.article) : []);
});

function findAnswer({ articleId, revision }: ThreadQuestion): ThreadAnswer {
  try {
    return db.snapshot((): ThreadAnswer => {
      // Another file may lie at the path by now, or a step may have been stored.
      if (findMeta(db, 'head') !== head) return { article: null, fault: 'The file has changed.' };
      return { article: findArticleJson(db, articleId, revision, wish), fault: null };
    });
  } catch (error) {
    // Whoever asked reads it again, and finds out what it is.
    return { article: null, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Memory that holds nothing else goes over as it is. */
function listOwnBuffers({ revision, marks }: ArticleJson): ArrayBuffer[] {
  return [revision.text, revision.document, marks.json].flatMap(({ buffer, byteLength }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && byteLength > 0
      ? [buffer]
      : [],
  );
}
