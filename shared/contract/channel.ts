import type { z } from 'zod';

/** One call that a client may make: the schema of what goes in, the type of what comes out. */
export interface Channel<Schema extends z.ZodType, Output> {
  readonly input: Schema;
  /** Never present; carries the type. */
  readonly output?: Output;
}

/** Declare a channel: `channel<Output>()(schema)`. */
export function channel<Output>() {
  return <Schema extends z.ZodType>(input: Schema): Channel<Schema, Output> => ({ input });
}

/** A table of channels by name. */
export type Contract = Readonly<Record<string, Channel<z.ZodType, unknown>>>;

/** What the caller of a channel gives. */
export type ChannelInput<C> = C extends Channel<infer Schema, unknown> ? z.input<Schema> : never;
/** What the handler of a channel gets, after parsing. */
export type ChannelParsed<C> = C extends Channel<infer Schema, unknown> ? z.output<Schema> : never;
/** What a channel answers. */
export type ChannelOutput<C> = C extends Channel<z.ZodType, infer Output> ? Output : never;

/** How far a long call is. */
export interface Progress {
  readonly done: number;
  /** null while it is not known. */
  readonly total: number | null;
  /** What is being worked on now, for a person. */
  readonly label: string;
}

/** What a handler is given besides its input. */
export interface CallContext {
  /** Aborted when the caller cancels; long handlers check it between chunks. */
  readonly signal: AbortSignalLike;
  readonly progress: (progress: Progress) => void;
}

/** The part of `AbortSignal` that handlers use; this room knows no platform. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}

/** A handler for every channel of a contract: a missing one does not compile. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (
    input: ChannelParsed<C[Name]>,
    context: CallContext,
  ) => ChannelOutput<C[Name]> | Promise<ChannelOutput<C[Name]>>;
};

/** Options of one call. */
export interface CallOptions {
  /** Aborting it cancels the call; the promise then rejects with code `cancelled`. */
  readonly signal?: AbortSignalLike & {
    addEventListener(type: 'abort', listener: () => void): void;
  };
  readonly onProgress?: (progress: Progress) => void;
}

/** The caller's side of a contract, whatever carries the messages. */
export interface Client<C extends Contract, Events> {
  /** Rejects with an error that carries `failure: Failure`. */
  call<Name extends keyof C & string>(
    channel: Name,
    input: ChannelInput<C[Name]>,
    options?: CallOptions,
  ): Promise<ChannelOutput<C[Name]>>;
  /** Hear of events; call the result to stop. */
  on<Name extends keyof Events & string>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ): () => void;
}
