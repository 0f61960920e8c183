import type { CsvRow } from '../../shared/formats/csv/csv-cells.ts';
import type { SearchHit } from '../../shared/search/hit.ts';

/** Columns of exported hits. Offsets are code points in the article's current text. */
export const hitColumns = [
  'hit',
  'article_id',
  'title',
  'publisher',
  'published',
  'start',
  'end',
  'left',
  'exact',
  'right',
  'mark_id',
  'layer',
  'speaker_id',
  'speaker',
  'quotation_type',
  'about',
] as const;

/** A hit in the order of `hitColumns`. */
export function toCsvRow(hit: SearchHit): CsvRow {
  return [
    hit.number + 1,
    hit.articleId,
    hit.title,
    hit.publisher,
    hit.published,
    hit.span?.start ?? null,
    hit.span?.end ?? null,
    hit.left,
    hit.exact,
    hit.right,
    hit.markId,
    hit.layer,
    hit.speakerId,
    hit.speaker,
    hit.quotationType,
    hit.about,
  ];
}
