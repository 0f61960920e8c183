import type { ExchangeFormat } from './exchange-format.ts';

/** Every exchange format, in the order in which they are shown. */
export const exchangeFormats: readonly ExchangeFormat[] = [];
