import type { Id } from '../../../../shared/records/records.ts';

/** Tokens `speaker_1`..`speaker_12` of the theme. */
const colourCount = 12;

/**
 * A colour token for each of some speakers. One has its own place in the palette, the same in every article, and the next free one
 * where somebody else is there already; from the thirteenth on colours repeat.
 */
export function assignSpeakerColours(speakerIds: Iterable<Id>): ReadonlyMap<Id, string> {
  const taken = new Set<number>();
  const colours = new Map<Id, string>();
  for (const id of [...new Set(speakerIds)].sort()) {
    let place = placeOf(id);
    for (let i = 0; i < colourCount && taken.has(place); i++) place = (place + 1) % colourCount;
    taken.add(place);
    colours.set(id, `speaker_${place + 1}`);
  }
  return colours;
}

function placeOf(id: Id): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return hash % colourCount;
}
