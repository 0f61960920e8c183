import { searchPattern, type FindQuery } from './search.ts';

/** What the worker is asked; it answers with `Hits`. */
export interface PatternQuestion {
  readonly text: string;
  readonly query: FindQuery;
  readonly language: string;
}

self.addEventListener('message', ({ data }: MessageEvent<PatternQuestion>) => {
  self.postMessage(searchPattern(data.text, data.query, data.language));
});
