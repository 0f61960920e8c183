import type { ExchangeFormat } from './exchange-format.ts';
import { jsonlFormat } from './jsonl.ts';

/** Every exchange format, in the order in which they are shown. */
export const exchangeFormats: readonly ExchangeFormat[] = [
  jsonlFormat,
];
