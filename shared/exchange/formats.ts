import { bratFormat } from './brat.ts';
import { claimReviewFormat } from './claimreview.ts';
import { doccanoFormat } from './doccano.ts';
import type { ExchangeFormat } from './exchange-format.ts';
import { htmlFormat } from './html.ts';
import { huggingfaceFormat } from './huggingface.ts';
import { iob2Format } from './iob2.ts';
import { jsonlFormat } from './jsonl.ts';
import { labelStudioFormat } from './label-studio.ts';
import { markdownFormat } from './markdown.ts';
import { parquetFormat } from './parquet.ts';
import { prodigyFormat } from './prodigy.ts';
import { refiQdaFormat } from './refi-qda.ts';
import { uimaFormat } from './uima.ts';
import { w3cFormat } from './w3c.ts';
import { webannoFormat } from './webanno.ts';

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
