import { bratFormat } from './brat.ts';
import type { ExchangeFormat } from './exchange-format.ts';
import { htmlFormat } from './html.ts';
import { huggingfaceFormat } from './huggingface.ts';
import { iob2Format } from './iob2.ts';
import { jsonlFormat } from './jsonl.ts';
import { markdownFormat } from './markdown.ts';
import { parquetFormat } from './parquet.ts';
import { refiQdaFormat } from './refi-qda.ts';
import { uimaFormat } from './uima.ts';
import { webannoFormat } from './webanno.ts';

/** Every exchange format, in the order in which they are shown. */
export const exchangeFormats: readonly ExchangeFormat[] = [
  jsonlFormat,
  bratFormat,
  webannoFormat,
  uimaFormat,
  iob2Format,
  parquetFormat,
  huggingfaceFormat,
  refiQdaFormat,
  htmlFormat,
  markdownFormat,
];
