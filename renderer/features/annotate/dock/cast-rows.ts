import type { Annotation, Entity, Id } from '../../../../shared/records/records.ts';
import { foldName } from '../pickers/names.ts';
import { ownText } from '../outline/outline-rows.ts';

/** Somebody or something of the article with its marks, in the order of the text. */
export interface CastRow {
  /** Id of the entity, or the folded words of mentions that are not linked. */
  readonly key: string;
  readonly name: string;
  /** Label of the `mention` layer; null when nothing says which. */
  readonly type: string | null;
  readonly isLinked: boolean;
  readonly mentions: number;
  readonly quotations: number;
  readonly marks: readonly Id[];
}

interface Growing {
  readonly row: Omit<CastRow, 'marks'>;
  readonly marks: Id[];
}

/**
 * The cast of an article: linked entities by how often they occur, then mentions that are not linked, by their words.
 *
 * @param marks In the order of the text; rejected ones are left out.
 */
export function buildCastRows(
  marks: readonly Annotation[],
  entities: ReadonlyMap<Id, Entity>,
): CastRow[] {
  const rows = new Map<string, Growing>();
  for (const mark of marks) {
    if (mark.state === 'rejected') continue;
    const isMention = mark.layer === 'mention';
    const entityId = isMention ? mark.entityId : mark.speakerId;
    const entity = entityId === null ? undefined : entities.get(entityId);
    if (!entity && !isMention) continue;
    const words = ownText(mark);
    const key = entity ? entity.id : `: ${foldName(words)}`;
    const known = rows.get(key);
    const row = known?.row ?? {
      key,
      name: entity?.name ?? words,
      type: entity?.type ?? mark.label,
      isLinked: entity !== undefined,
      mentions: 0,
      quotations: 0,
    };
    const counted = isMention
      ? { ...row, mentions: row.mentions + 1 }
      : { ...row, quotations: row.quotations + 1 };
    const ids = known?.marks ?? [];
    ids.push(mark.id);
    rows.set(key, { row: counted, marks: ids });
  }
  return [...rows.values()]
    .map(({ row, marks: ids }): CastRow => ({ ...row, marks: ids }))
    .sort(
      (left, right) =>
        Number(right.isLinked) - Number(left.isLinked) || right.marks.length - left.marks.length,
    );
}

/** The mark after the selected one among those of a row; the first one after the last or when none of them is selected. */
export function nextOf(ids: readonly Id[], selectedId: Id | null): Id | null {
  const index = selectedId === null ? -1 : ids.indexOf(selectedId);
  return ids[(index + 1) % Math.max(ids.length, 1)] ?? null;
}
