import type { Failure } from '../util/result.ts';
import type { Progress } from './channel.ts';

/** Client to server, over a MessagePort. `id` is the client's, unique among its calls. */
export type ClientMessage =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly channel: string;
      readonly input: unknown;
    }
  | { readonly kind: 'cancel'; readonly id: number };

/**
 * Server to client. Values travel as one JSON string: for an article with 10,000 annotations that is six times faster than
 * cloning the objects.
 */
export type ServerMessage =
  | { readonly kind: 'value'; readonly id: number; readonly json: string }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'part'; readonly id: number; readonly json: string }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'event'; readonly name: string; readonly json: string };
