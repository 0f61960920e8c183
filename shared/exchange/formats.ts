import { bratFormat } from './brat/brat.ts';
import { claimReviewFormat } from './linked-data/claimreview.ts';
import { doccanoFormat } from './lines/doccano.ts';
import type { ExchangeFormat } from './core/exchange-format.ts';
import { htmlFormat } from './report/html.ts';
import { huggingfaceFormat } from './parquet/huggingface.ts';
import { iob2Format } from './iob2/iob2.ts';
import { jsonlFormat } from './lines/jsonl.ts';
import { labelStudioFormat } from './label-studio/label-studio.ts';
import { markdownFormat } from './report/markdown.ts';
import { parquetFormat } from './parquet/parquet.ts';
import { prodigyFormat } from './lines/prodigy.ts';
import { refiQdaFormat } from './refi/refi-qda.ts';
import { uimaFormat } from './inception/uima.ts';
import { w3cFormat } from './linked-data/w3c.ts';
import { webannoFormat } from './inception/webanno.ts';

/** Every exchange format, in the order in which they are shown. */
export const exchangeFormats: readonly ExchangeFormat[] = [
  jsonlFormat,
  w3cFormat,
  labelStudioFormat,
  prodigyFormat,
  doccanoFormat,
  bratFormat,
  webannoFormat,
  uimaFormat,
  iob2Format,
  parquetFormat,
  huggingfaceFormat,
  refiQdaFormat,
  claimReviewFormat,
  htmlFormat,
  markdownFormat,
];
