import type { Id, Stamp } from '../records/records.ts';

/** People who annotate in the sample, and the program that suggests. */
export type AnnotatorKey = 'ines' | 'tomas' | 'program';

/** Id of an annotator of the sample, from its key. */
export function annotatorId(key: string): Id {
  return `sample-annotator-${key}`;
}

/** Id of an entity of the sample, from its name in `entities.ts`. */
export function entityId(key: string): Id {
  return `sample-entity-${toKebab(key)}`;
}

/** Id of a claim of the sample, from its name in `claims.ts`. */
export function claimId(key: string): Id {
  return `sample-claim-${toKebab(key)}`;
}

/** Stamp of a row made by an annotator some seconds after an instant, and not changed since. */
export function buildStamp(by: AnnotatorKey, from: string, secondsAfter = 0): Stamp {
  const at = new Date(Date.parse(from) + secondsAfter * 1000).toISOString();
  return {
    createdAt: at,
    createdBy: annotatorId(by),
    updatedAt: at,
    updatedBy: annotatorId(by),
  };
}

function toKebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
