import path from 'node:path';
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
  type MessagePort,
} from 'node:worker_threads';
import type { ArticleJson } from '../../../shared/records/read-rows.ts';
import type { Id } from '../../../shared/records/records.ts';
import type { ThreadAnswer, ThreadInput, ThreadQuestion } from './json-thread.ts';

/** Beside this file as it is written; in a bundle of its own beside those that this one may be in. */
const script = import.meta.filename.endsWith('.ts')
  ? path.join(import.meta.dirname, 'json-thread.ts')
  : path.join(import.meta.dirname, '../reader/reader.js');

/** Rows of articles as JSON, read in a thread of its own while this one works on others. */
export class JsonAhead {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #isStopped = new Int32Array(new SharedArrayBuffer(4));
  /** Who waits for an answer, in the order of the questions. */
  readonly #waiting: ((answer: ArticleJson | null) => void)[] = [];
  #isDown = false;
  #fault: string | null = null;

  constructor(input: Omit<ThreadInput, 'isStopped' | 'port'>) {
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadInput = { ...input, isStopped: this.#isStopped, port: port2 };
    this.#worker = new Worker(script, {
      workerData,
      transferList: [port2],
      name: 'quotemark reader',
    });
    this.#port = port1;
    this.#port.on('message', (answer: ThreadAnswer) => this.#receive(answer));
    this.#worker.on('error', (error: Error) => this.#goDown(error.message));
    this.#worker.on('exit', () => this.#goDown('The thread has ended.'));
  }

  /** Why it answers nothing; null while it does. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Questions without an answer so far. */
  get open(): number {
    // Whoever works without a pause hears of no message otherwise.
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (!received) return this.#waiting.length;
      this.#receive(received.message as ThreadAnswer);
    }
  }

  /** A revision and the marks on it. Null when it cannot be told here: ask `JsonRows.article` then. Never rejects. */
  ask(articleId: Id, revision: number): Promise<ArticleJson | null> {
    if (this.#isDown) return Promise.resolve(null);
    const question: ThreadQuestion = { articleId, revision };
    this.#port.postMessage(question);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** End it, whatever it is at. What was not answered is null. */
  async close(): Promise<void> {
    Atomics.store(this.#isStopped, 0, 1);
    if (this.#isDown) return;
    const ended = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#port.postMessage(null);
    await ended;
  }

  #receive({ article, fault }: ThreadAnswer): void {
    if (fault !== null) this.#fault = fault;
    this.#waiting.shift()?.(article && { ...article, ...bytesOf(article) });
  }

  #goDown(why: string): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#port.close();
    if (Atomics.load(this.#isStopped, 0) === 0) {
      this.#fault = why;
      process.emitWarning(`Articles are read without a thread of their own: ${why}`);
    }
    for (const resolve of this.#waiting.splice(0)) resolve(null);
  }
}

/** What comes from another thread is no `Buffer` any more, in which bytes are found much faster. */
function bytesOf({ revision, marks }: ArticleJson): Pick<ArticleJson, 'revision' | 'marks'> {
  const { text, document } = revision;
  return {
    revision: { ...revision, text: toBuffer(text), document: toBuffer(document) },
    marks: { ...marks, json: toBuffer(marks.json) },
  };
}

function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
