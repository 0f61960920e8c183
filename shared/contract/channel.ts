import type { z } from 'zod';

/** One call that a client may make: the schema of what goes in, the types of what comes out. */
export interface Channel<Schema extends z.ZodType, Output, Part = never> {
  readonly input: Schema;
  /** Never present, as `part`; carries the type. */
  readonly output?: Output;
  readonly part?: Part;
}

/**
 * Declare a channel: `channel<Output>()(schema)`.
 *
 * With a second type, `channel<Output, Part>()`, the answer comes after any number of parts, each in a message and so in a
 * task of its own: what is too large to be taken in at once.
 */
export function channel<Output, Part = never>() {
  return <Schema extends z.ZodType>(input: Schema): Channel<Schema, Output, Part> => ({ input });
}

/** A table of channels by name. */
export type Contract = Readonly<Record<string, Channel<z.ZodType, unknown, unknown>>>;

/** What the caller of a channel gives. */
export type ChannelInput<C> =
  C extends Channel<infer Schema, unknown, unknown> ? z.input<Schema> : never;
/** What the handler of a channel gets, after parsing. */
export type ChannelParsed<C> =
  C extends Channel<infer Schema, unknown, unknown> ? z.output<Schema> : never;
/** What a channel answers. */
export type ChannelOutput<C> = C extends Channel<z.ZodType, infer Output, unknown> ? Output : never;
/** What comes before the answer of a channel; never for one that answers at once. */
export type ChannelPart<C> = C extends Channel<z.ZodType, unknown, infer Part> ? Part : never;

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

/** The same for a channel whose answer comes in parts. */
export interface PartContext<Part> extends CallContext {
  /** Send a part of what the caller asked for; all of them come before the answer, in their order. */
  readonly part: (part: Part) => void;
}

/** The part of `AbortSignal` that handlers use; this room knows no platform. */
export interface AbortSignalLike {
  readonly aborted: boolean;
}

/** A handler for every channel of a contract: a missing one does not compile. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (
    input: ChannelParsed<C[Name]>,
    context: PartContext<ChannelPart<C[Name]>>,
  ) => ChannelOutput<C[Name]> | Promise<ChannelOutput<C[Name]>>;
};

/** Options of one call. */
export interface CallOptions<Part = never> {
  /** Aborting it cancels the call; the promise then rejects with code `cancelled`. */
  readonly signal?: AbortSignalLike & {
    addEventListener(type: 'abort', listener: () => void): void;
  };
  readonly onProgress?: (progress: Progress) => void;
  readonly onPart?: (part: Part) => void;
}

/** The caller's side of a contract, whatever carries the messages. */
export interface Client<C extends Contract, Events> {
  /** Rejects with an error that carries `failure: Failure`. */
  call<Name extends keyof C & string>(
    channel: Name,
    input: ChannelInput<C[Name]>,
    options?: CallOptions<ChannelPart<C[Name]>>,
  ): Promise<ChannelOutput<C[Name]>>;
  /** Hear of events; call the result to stop. */
  on<Name extends keyof Events & string>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ): () => void;
}
