import type { Annotation } from '../../../../shared/records/records.ts';
import { extentOf, sourceText } from '../marks/mark-views.ts';
import { headOf, type Candidate } from './candidates.ts';
import { isRole } from './entity-type.ts';
import { isIndefinite, referentsOf } from './reference.ts';
import { guessSourceKind, unlinkedKindOf, type UnlinkedKind } from './source-kind.ts';

/**
 * How the source of the quotation before is given, where that is nobody of the cast and this one credits nobody itself:
 * `“We know,” an official said. “We always knew.”` goes on with the official.
 *
 * @param annotations Annotations of the article.
 */
export function findCarriedKind(
  annotations: Iterable<Annotation>,
  annotation: Annotation,
): UnlinkedKind | null {
  if (annotation.speakerId !== null || sourceText(annotation) !== '') return null;
  const { start } = extentOf(annotation);
  let before: Annotation | null = null;
  for (const each of annotations) {
    const isSpoken = each.layer === 'quotation' && each.label !== 'not_speech';
    if (!isSpoken || each.state === 'rejected' || each.id === annotation.id) continue;
    const { end } = extentOf(each);
    if (end <= start && (!before || end > extentOf(before).end)) before = each;
  }
  return before && unlinkedKindOf(before);
}

/** The kind of a source that is linked to nobody, by its words. */
export function kindWithoutName(annotation: Annotation): UnlinkedKind {
  const kind = guessSourceKind(sourceText(annotation));
  return kind === null || kind === 'named' ? 'unnamed' : kind;
}

/**
 * Whether the first choice is nobody of the cast: somebody new is described, or somebody known whom no entry is said to be, «the
 * official» where the article has bodies only, «the mayor» where it calls nobody that.
 */
export function isNobody(
  annotation: Annotation,
  ranked: readonly Candidate[],
  preferred: readonly string[],
): boolean {
  const words = sourceText(annotation);
  if (isIndefinite(words)) return true;
  const isDescribed = guessSourceKind(words) === 'described' && referentsOf(words) === null;
  if (!isDescribed || ranked.length === 0) return false;
  return !ranked.some(
    ({ entity, isNear, before }) =>
      preferred.includes(entity.type) && (isRole(headOf(words)) ? before !== null : isNear),
  );
}
