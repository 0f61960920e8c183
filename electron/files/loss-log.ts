import type { Loss } from '../../shared/exchange/core/exchange-format.ts';
import { writeCount } from '../../shared/util/write-count.ts';

/** Losses that are named one by one; beyond, they are only counted. */
const itemLimit = 100_000;

/** Losses of one kind. */
export interface LossCount {
  readonly reason: string;
  readonly articles: number;
  readonly marks: number;
}

/** What a format could not hold, while it writes. */
export class LossLog {
  readonly items: Loss[] = [];
  readonly #counts = new Map<string, { articles: number; marks: number }>();
  #total = 0;

  /** Losses that are not in `items`. */
  get leftOff(): number {
    return this.#total - this.items.length;
  }

  /** By kind, in the order in which they came up. */
  get counts(): LossCount[] {
    return [...this.#counts].map(([reason, count]) => ({ reason, ...count }));
  }

  /** Add one. */
  add(loss: Loss): void {
    const count = this.#counts.get(loss.reason) ?? { articles: 0, marks: 0 };
    if (loss.annotationId === null) count.articles += 1;
    else count.marks += 1;
    this.#counts.set(loss.reason, count);
    this.#total += 1;
    if (this.items.length < itemLimit) this.items.push(loss);
  }
}

/** A kind of loss for a person: `Fragments become one mark. (3 marks)`. */
export function describeLoss({ reason, articles, marks }: LossCount): string {
  const parts = [
    marks === 0 ? '' : writeCount(marks, 'mark'),
    articles === 0 ? '' : writeCount(articles, 'article'),
  ];
  return `${reason} (${parts.filter((part) => part !== '').join(', ')})`;
}
