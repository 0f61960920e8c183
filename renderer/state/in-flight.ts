import type { CommandInput, CommandName } from '../../shared/commands/index.ts';
import type { Change } from '../../shared/records/change.ts';
import type { Entity, Id } from '../../shared/records/records.ts';
import { isSameJson } from '../../shared/util/json.ts';
import { applyToArticle, applyToEntities, type OpenArticle } from './apply-changes.ts';
import { predictChanges } from './predict.ts';

/** A command call as data. */
export type Call = {
  [Name in CommandName]: { readonly name: Name; readonly input: CommandInput<Name> };
}[CommandName];

/** What commands change of the session: as the engine has told it, or with predictions on top. */
export interface Scene {
  readonly article: OpenArticle | null;
  readonly entities: ReadonlyMap<Id, Entity>;
}

/** A step that has been sent to the engine and not answered. */
export interface InFlight {
  readonly calls: readonly Call[];
  readonly annotatorId: Id;
  /** When it was sent. */
  readonly now: string;
}

/** Commands that change marks and are not predicted. */
const unpredicted: ReadonlySet<CommandName> = new Set([
  'annotation.merge',
  'annotation.convert',
  'annotation.place',
  'article.revise',
]);

/** Whether the marks as they are shown may not be those that are there while a step is on its way; undo has no calls. */
export function hidesMarks(calls: readonly Call[]): boolean {
  return calls.length === 0 || calls.some(({ name }) => unpredicted.has(name));
}

/** A scene after changes of the same revision of the open article; the same object when none concerns it. */
function applyToScene(scene: Scene, changes: readonly Change[], annotatorId: Id): Scene {
  if (changes.length === 0) return scene;
  const article = scene.article && applyToArticle(scene.article, changes, annotatorId);
  return {
    article: typeof article === 'string' ? scene.article : article,
    entities: applyToEntities(scene.entities, changes),
  };
}

/** A scene as it will be when the engine has done a step, and the changes that are predicted for it. */
export function predictStep(
  scene: Scene,
  { calls, annotatorId, now }: InFlight,
): { readonly scene: Scene; readonly changes: readonly Change[] } {
  const changes: Change[] = [];
  let next = scene;
  for (const { name, input } of calls) {
    const predicted = predictChanges({ ...next, annotatorId, now }, name, input);
    changes.push(...predicted);
    next = applyToScene(next, predicted, annotatorId);
  }
  return { scene: next, changes };
}

/** Whether a committed step holds all that was predicted, but for the times at which rows were written. */
export function isFulfilled(predicted: readonly Change[], committed: readonly Change[]): boolean {
  const rows = new Map(committed.map((change) => [`${change.type} ${change.id}`, change.after]));
  return (
    predicted.length > 0 &&
    predicted.every(({ type, id, after }) => {
      const row = rows.get(`${type} ${id}`);
      if (row === undefined) return false;
      if (row === null || after === null) return row === after;
      const { createdAt, updatedAt } = after;
      return isSameJson({ ...row, createdAt, updatedAt }, after);
    })
  );
}
