import type {
  Contract,
  ChannelInput,
  ChannelOutput,
  ChannelPart,
  Client,
} from '../../shared/contract/channel.ts';
import { Refusal } from '../../shared/util/result.ts';

/** Answers by channel; a function gets the input. Channels without one fail the call. */
export type Answers<C extends Contract> = {
  readonly [Name in keyof C]?: (
    input: ChannelInput<C[Name]>,
    part: (part: ChannelPart<C[Name]>) => void,
  ) => ChannelOutput<C[Name]> | Promise<ChannelOutput<C[Name]>>;
};

/** A client that gives canned answers, with what was called and a way to send events. */
export interface CannedClient<C extends Contract, Events> extends Client<C, Events> {
  readonly calls: { readonly channel: string; readonly input: unknown }[];
  readonly emit: <Name extends keyof Events & string>(name: Name, event: Events[Name]) => void;
}

/** A client that answers by a table and keeps what it was asked. */
export function createCanned<C extends Contract, Events>(
  answers: Answers<C>,
): CannedClient<C, Events> {
  const calls: { channel: string; input: unknown }[] = [];
  const listeners = new Map<string, Set<(event: never) => void>>();
  return {
    calls,
    async call(channel, input, options) {
      calls.push({ channel, input });
      const answer = answers[channel];
      if (!answer) throw new Refusal('internal', `No canned answer for ${channel}`);
      return answer(input, (part) => options?.onPart?.(part));
    },
    on(name, listener) {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener));
      return () => own.delete(listener);
    },
    emit(name, event) {
      for (const listener of listeners.get(name) ?? []) listener(event as never);
    },
  };
}
