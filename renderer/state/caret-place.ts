import type { Id } from '../../shared/records/records.ts';
import { codePoints, countCodePoints, type CodePointOffset } from '../../shared/text/offsets.ts';
import type { JsonValue } from '../../shared/util/json.ts';

/** Where a window keeps small values for its project, by key; null for what was never stored. */
interface Places {
  get(key: string): JsonValue;
  set(key: string, value: JsonValue): void;
}

/** Where somebody was in the text of an article. */
export interface CaretPlace {
  readonly caret: CodePointOffset;
  /** The mark that was selected; null when none was. */
  readonly selectedId: Id | null;
}

const keyOf = (articleId: Id): string => `caret:${articleId}`;

/**
 * Where the person was last in an article; null when it has not been open.
 *
 * @param text Canonical text as it is now: the caret is never past its end, also when it has become shorter since.
 */
export function findCaretPlace(places: Places, articleId: Id, text: string): CaretPlace | null {
  const place = places.get(keyOf(articleId));
  if (typeof place !== 'object' || place === null || !('caret' in place)) return null;
  const { selectedId } = place;
  return {
    caret: codePoints(Math.min(findCaret(places, articleId), countCodePoints(text))),
    selectedId: typeof selectedId === 'string' ? selectedId : null,
  };
}

/** Where the person was last in an article, as it was stored; 0 when it has not been open. */
export function findCaret(places: Pick<Places, 'get'>, articleId: Id): number {
  const place = places.get(keyOf(articleId));
  const caret = typeof place === 'object' && place !== null && 'caret' in place ? place.caret : 0;
  return typeof caret === 'number' && Number.isSafeInteger(caret) && caret > 0 ? caret : 0;
}

/** Remember where the person is in an article. */
export function keepCaretPlace(places: Places, articleId: Id, place: CaretPlace): void {
  places.set(keyOf(articleId), { ...place });
}
