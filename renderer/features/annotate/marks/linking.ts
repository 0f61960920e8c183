import { findLabel, findLayer } from '../../../../shared/codebook/codebook.ts';
import type { Annotation, Entity, Id } from '../../../../shared/records/records.ts';
import type { JsonObject } from '../../../../shared/util/json.ts';
import type { Call } from '../../../state/in-flight.ts';
import { foldName, listOwnNames } from '../pickers/names.ts';
import {
  guessSourceKind,
  sourceKindId,
  type SourceKind,
  type UnlinkedKind,
} from '../pickers/source-kind.ts';
import type { ActionDeps, MarkBase } from './mark-base.ts';
import { sourceText } from './mark-views.ts';

/** A cast entry to make for a mark. */
export interface NewEntry {
  readonly name: string;
  readonly type: string;
  /** Another name it is known by at once; null for none. */
  readonly alias: string | null;
}

type CastEntry = Pick<Entity, 'id' | 'name' | 'aliases' | 'type'>;

/** Linking marks to the cast and to claims, and saying what kind of source a quotation has. */
export function createLinking(deps: ActionDeps, base: MarkBase) {
  const { session, tell } = deps;

  /** Attributes with a kind of source; null when the codebook does not ask for it. */
  const withKind = (annotation: Annotation, kind: SourceKind): JsonObject | null => {
    const { project } = session.store.getState();
    const layer = project && findLayer(project.codebook, annotation.layer);
    const asked = layer?.attributes.find(({ id }) => id === sourceKindId);
    if (!asked?.values.some(({ id }) => id === kind)) return null;
    return { ...annotation.attributes, [sourceKindId]: kind };
  };

  /** What the source words say of it, unless somebody has said it already: to be stored along with the speaker. */
  const guessedKind = (annotation: Annotation): { readonly attributes?: JsonObject } => {
    if (annotation.layer !== 'quotation') return {};
    const stored = annotation.attributes[sourceKindId];
    // «Unnamed» is what was left open before anybody was chosen.
    if (stored !== undefined && (stored !== 'unnamed' || annotation.speakerId !== null)) return {};
    const kind = guessSourceKind(sourceText(annotation));
    const attributes = kind && withKind(annotation, kind);
    return attributes ? { attributes } : {};
  };

  const linkCall = (annotation: Annotation, entityId: Id | null, type: string | null): Call => ({
    name: 'annotation.update',
    input:
      annotation.layer === 'quotation'
        ? {
            id: annotation.id,
            speakerId: entityId,
            ...(entityId !== null && guessedKind(annotation)),
          }
        : { id: annotation.id, entityId, ...(type !== null && { label: type }) },
  });

  /**
   * Calls that link the other mentions of the open article that say one of an entry's names and are linked to nobody yet: E would
   * have linked them had the cast known the name.
   */
  const linkAlike = (annotation: Annotation, entry: CastEntry): Call[] => {
    const names = listOwnNames(session.store.getState().entities.values(), entry);
    return [...(base.getArticle()?.annotations.values() ?? [])]
      .filter(({ id, layer, entityId, state }) => {
        const isFree = layer === 'mention' && entityId === null && state === 'accepted';
        return isFree && id !== annotation.id;
      })
      .filter(({ segments }) => names.has(foldName(segments.map(({ exact }) => exact).join(' '))))
      .map((other) => linkCall(other, entry.id, entry.type));
  };
  const andMore = ({ length }: readonly Call[]) => (length > 0 ? `, and ${length} more` : '');

  return {
    /**
     * Link a mark to the cast, or unlink it (null). A mention takes the entity's type; others that say the entity's name are linked
     * with it.
     */
    linkEntity(annotationId: Id, entityId: Id | null): void {
      const annotation = base.find(annotationId);
      if (!annotation) return;
      const entity =
        entityId === null ? null : (session.store.getState().entities.get(entityId) ?? null);
      const call = linkCall(annotation, entityId, entity?.type ?? null);
      const alike = entity ? linkAlike(annotation, entity) : [];
      if (alike.length > 0) base.send(session.runBatch('Link to cast', [call, ...alike]));
      else if (call.name === 'annotation.update') base.update(call.input);
      const what = annotation.layer === 'quotation' ? 'Speaker:' : 'Linked to';
      tell(entity ? `${what} ${entity.name}${andMore(alike)}` : 'Link removed');
    },

    /** Add a cast entry and link the mark to it, as one step. */
    createAndLink(annotationId: Id, { name, type, alias }: NewEntry): void {
      const annotation = base.find(annotationId);
      if (!annotation) return;
      const entityId = session.newId();
      const aliases = alias !== null && alias !== '' && alias !== name ? [alias] : [];
      const entry = { id: entityId, name, type, aliases };
      const alike = linkAlike(annotation, entry);
      base.send(
        session.runBatch('Add to cast', [
          { name: 'entity.create', input: entry },
          linkCall(annotation, entityId, type),
          ...alike,
        ]),
      );
      const more = alike.length > 0 ? `; ${alike.length} more linked` : '';
      tell(`Added ${name} to the cast${more}`);
    },

    /** Remember a name as another one of a cast entry and link the mark to it, as one step. */
    aliasAndLink(annotationId: Id, entity: Entity, alias: string): void {
      const annotation = base.find(annotationId);
      if (!annotation) return;
      const aliases = [...entity.aliases, alias];
      const alike = linkAlike(annotation, { ...entity, aliases });
      base.send(
        session.runBatch('Add name to cast entry', [
          { name: 'entity.update', input: { id: entity.id, aliases } },
          linkCall(annotation, entity.id, entity.type),
          ...alike,
        ]),
      );
      tell(`${alias} is ${entity.name}${andMore(alike)}`);
    },

    /**
     * Give a cast entry another type, as one step; its mentions in the open article that bear the old one, or none, get it too.
     */
    retypeEntity(entity: Entity, type: string): void {
      const mentions = [...(base.getArticle()?.annotations.values() ?? [])].filter(
        ({ entityId, label }) =>
          entityId === entity.id && (label === entity.type || label === null) && label !== type,
      );
      base.send(
        session.runBatch('Change type in the cast', [
          { name: 'entity.update', input: { id: entity.id, type } },
          ...mentions.map(({ id }): Call => ({
            name: 'annotation.update',
            input: { id, label: type },
          })),
        ]),
      );
      const { project } = session.store.getState();
      const label = project && findLabel(project.codebook, 'mention', type);
      tell(`${entity.name} in the cast: ${(label?.name ?? type).toLowerCase()}`);
    },

    /** The quotation's source is nobody of the cast: how it is given is stored. */
    leaveUnlinked(annotationId: Id, kind: UnlinkedKind): void {
      const annotation = base.find(annotationId);
      if (!annotation) return;
      const attributes = withKind(annotation, kind);
      base.update({ id: annotationId, speakerId: null, ...(attributes && { attributes }) });
      tell(`Source: ${kind}, nobody of the cast`);
    },

    /** Link a claim mark to a claim, or to none (null). */
    linkClaim(annotationId: Id, claimId: Id | null): void {
      base.update({ id: annotationId, claimId });
      tell(claimId === null ? 'Link removed' : 'Linked to that claim');
    },

    /** Make a claim and link the mark to it, as one step. */
    createClaimAndLink(annotationId: Id, statement: string): void {
      const claimId = session.newId();
      base.send(
        session.runBatch('Add claim', [
          { name: 'claim.create', input: { id: claimId, statement } },
          { name: 'annotation.update', input: { id: annotationId, claimId } },
        ]),
      );
      tell('Claim added');
    },
  };
}

/** Links of marks over one session. */
export type Linking = ReturnType<typeof createLinking>;
