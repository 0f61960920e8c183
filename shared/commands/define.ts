import type { z } from 'zod';
import type { Id, Instant, RecordOf, RecordType } from '../records/records.ts';
import type { JsonValue } from '../util/json.ts';

/** Fields by which a draft can list rows; each has an index in the store. */
export interface ListFilters {
  readonly project: Record<never, never>;
  readonly annotator: Record<never, never>;
  readonly codebook: Record<never, never>;
  readonly article: Record<never, never>;
  readonly article_state: { readonly articleId?: Id };
  readonly revision: { readonly articleId?: Id };
  readonly annotation: {
    readonly articleId?: Id;
    readonly entityId?: Id;
    readonly speakerId?: Id;
    readonly claimId?: Id;
  };
  readonly entity: { readonly mergedInto?: Id };
  readonly claim: { readonly claimantId?: Id };
  readonly claim_event: { readonly claimId?: Id };
  readonly evidence: { readonly claimId?: Id };
  readonly comment: { readonly targetId?: Id };
}

/** A record as a command writes it: the engine adds the stamp. */
export type Unstamped<Type extends RecordType> = Omit<
  RecordOf<Type>,
  'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy'
>;

/**
 * The project as a command sees it while it runs. Reads see the command's own writes. Everything written becomes one step:
 * the engine records the before-images, stamps the rows, and takes all of it back when the command throws.
 */
export interface Draft {
  /** Who runs the command. */
  readonly annotatorId: Id;
  /** The time of the step, the same for all its rows. */
  readonly now: Instant;
  /** A new random id. */
  newId(): Id;
  /** SHA-256 of a text as UTF-8, lower-case hex. */
  sha256(text: string): string;
  /** @throws Refusal `not_found` naming the row. */
  get<Type extends RecordType>(type: Type, id: Id): RecordOf<Type>;
  find<Type extends RecordType>(type: Type, id: Id): RecordOf<Type> | null;
  list<Type extends RecordType>(type: Type, where: ListFilters[Type]): readonly RecordOf<Type>[];
  /** Create or replace a row. `createdAt` and `createdBy` of an existing row are kept. */
  put<Type extends RecordType>(type: Type, record: Unstamped<Type>): void;
  /** Create or replace a row with a stamp of its own: for imports that bring who and when with them. */
  putStamped<Type extends RecordType>(type: Type, record: RecordOf<Type>): void;
  /** Remove a row. @throws Refusal `not_found` naming the row. */
  remove(type: RecordType, id: Id): void;
}

/** How much of a long piece of work is done. */
export interface WorkDone {
  readonly done: number;
  readonly total: number;
}

/** Work in portions: between two of them others may have their turn, and it may end there for good. */
export type Work<Output> = Generator<WorkDone, Output, undefined>;

/** A kind of change that users, the command line and imports may make; the only way to write. */
export interface Command<Name extends string, Schema extends z.ZodType, Output extends JsonValue> {
  readonly name: Name;
  /** What the user reads in menus, undo and history: `Mark quotation`. May depend on the input. */
  readonly label: string | ((input: z.output<Schema>) => string);
  readonly input: Schema;
  /** Work on the draft. Refuse by throwing `Refusal`; nothing is written then. */
  readonly run: (draft: Draft, input: z.output<Schema>) => Output;
  /** The same in portions, for a command that may have very much to do; no row is written in two of them as a rule. */
  readonly steps?: (draft: Draft, input: z.output<Schema>) => Work<Output>;
}

/** Do all of some work at once. @returns Its result. */
export function finish<Output>(work: Work<Output>): Output {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

/** Declare a command. */
export function defineCommand<
  const Name extends string,
  Schema extends z.ZodType,
  Output extends JsonValue,
>(command: Command<Name, Schema, Output>): Command<Name, Schema, Output> {
  return command;
}

/** Declare a command that may have very much to do. */
export function defineLongCommand<
  const Name extends string,
  Schema extends z.ZodType,
  Output extends JsonValue,
>(
  command: Omit<Command<Name, Schema, Output>, 'run' | 'steps'> & {
    readonly steps: (draft: Draft, input: z.output<Schema>) => Work<Output>;
  },
): Command<Name, Schema, Output> {
  return { ...command, run: (draft, input) => finish(command.steps(draft, input)) };
}

/** Work that is one of several pieces: how much is done of all of them. */
export function* doPiece<Output>(work: Work<Output>, before: WorkDone): Work<Output> {
  let next = work.next();
  for (; !next.done; next = work.next()) {
    yield { done: before.done + next.value.done / next.value.total, total: before.total };
  }
  return next.value;
}

/** Do something for each item, a portion each. @returns How often it says that something changed. */
export function* doForEach<Item>(
  items: readonly Item[],
  act: (item: Item) => boolean,
): Work<number> {
  let count = 0;
  for (const [i, item] of items.entries()) {
    if (act(item)) count += 1;
    yield { done: i + 1, total: items.length };
  }
  return count;
}
