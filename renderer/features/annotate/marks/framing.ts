import type { CommandInput } from '../../../../shared/commands/index.ts';
import type { Annotation, Id, Segment, SegmentRole } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import type { Call } from '../../../state/in-flight.ts';
import { findByName } from '../pickers/candidates.ts';
import { bare, type ActionDeps, type MarkBase } from './mark-base.ts';
import { exactOf, findPhraseTarget, findQuotationTarget } from './reading.ts';

/** Filling the frame of a quotation and linking marks to the cast. */
export function createFraming(deps: ActionDeps, base: MarkBase) {
  const { session, store, tell } = deps;

  const addRole = (annotation: Annotation, role: SegmentRole, span: Span): void => {
    // There is one cue at most: the new one takes its place.
    const others = bare(annotation.segments).filter(
      (segment) => role !== 'cue' || segment.role !== 'cue',
    );
    base.replaceSegments(annotation, [...others, { role, start: span.start, end: span.end }]);
    base.select(annotation.id);
  };

  const openPicker = (annotation: Annotation): void =>
    store.setState({ picker: { kind: 'speaker', annotationId: annotation.id } });

  return {
    /** Add the selection to the current quotation: as another piece of content, as cue or as addressee. */
    addToQuotation(role: SegmentRole): void {
      const reading = base.getReading();
      const { span, caret } = store.getState();
      if (!reading) return;
      const findTarget = role === 'content' ? findQuotationTarget : findPhraseTarget;
      const phrase = findTarget(reading, span, caret);
      const quotation = base.targetQuotation(phrase?.start ?? caret);
      if (!quotation) return tell('Mark a quotation first (Q).');
      if (!phrase) return tell('Select the words first.');
      addRole(quotation, role, phrase);
    },

    /** Selected text becomes a source, then the speaker is chosen; known names are linked at once. */
    chooseSpeaker(): void {
      const reading = base.getReading();
      const { span, caret } = store.getState();
      const quotation = base.targetQuotation(span?.start ?? caret);
      if (!reading || !quotation) return tell('Mark a quotation first (Q).');
      const phrase = span && findPhraseTarget(reading, span, caret);
      if (!phrase) {
        base.select(quotation.id);
        return openPicker(quotation);
      }
      addRole(quotation, 'source', phrase);
      const known = findByName(
        session.store.getState().entities.values(),
        exactOf(reading, phrase),
      );
      if (!known) return openPicker(quotation);
      base.update({ id: quotation.id, speakerId: known.id });
      tell(`Speaker: ${known.name}`);
    },

    sameSpeaker(): void {
      const quotation = base.targetQuotation(store.getState().caret);
      const quotations = base.ordered().filter(({ layer }) => layer === 'quotation');
      const index = quotations.findIndex(({ id }) => id === quotation?.id);
      const before = quotations.slice(0, Math.max(index, 0)).findLast(({ speakerId }) => speakerId);
      if (!quotation || !before?.speakerId) return tell('No earlier quotation has a speaker.');
      base.update({ id: quotation.id, speakerId: before.speakerId });
      const name = session.store.getState().entities.get(before.speakerId)?.name;
      tell(`Speaker: ${name ?? 'the same as before'}`);
    },

    removeSegment(annotation: Annotation, segment: Segment): void {
      const rest = annotation.segments.filter((each) => each !== segment);
      if (!rest.some(({ role }) => role === 'content' || role === 'span')) {
        return tell('A mark keeps at least one piece of text. Delete the mark instead.');
      }
      base.replaceSegments(annotation, bare(rest));
    },

    /** Link a mark to the cast, or unlink it (null). A mention takes the entity's type. */
    linkEntity(annotationId: Id, entityId: Id | null): void {
      const annotation = base.find(annotationId);
      if (!annotation) return;
      const entity =
        entityId === null ? null : (session.store.getState().entities.get(entityId) ?? null);
      const input: CommandInput<'annotation.update'> =
        annotation.layer === 'quotation'
          ? { id: annotationId, speakerId: entityId }
          : { id: annotationId, entityId, ...(entity && { label: entity.type }) };
      base.update(input);
      tell(entity ? `Linked to ${entity.name}` : 'Link removed');
    },

    /** Add a cast entry and link the mark to it, as one step. */
    createAndLink(annotationId: Id, name: string, type: string, alias: string | null): void {
      const annotation = base.find(annotationId);
      if (!annotation) return;
      const entityId = session.newId();
      const link: Call =
        annotation.layer === 'quotation'
          ? { name: 'annotation.update', input: { id: annotationId, speakerId: entityId } }
          : { name: 'annotation.update', input: { id: annotationId, entityId, label: type } };
      const aliases = alias !== null && alias !== '' && alias !== name ? [alias] : [];
      base.send(
        session.runBatch('Add to cast', [
          { name: 'entity.create', input: { id: entityId, name, type, aliases } },
          link,
        ]),
      );
      tell(`Added ${name} to the cast`);
    },

    deleteSelected(): void {
      const own = base.selected();
      if (!own) return tell('Select a mark first.');
      const marks = base.ordered();
      const next = marks[marks.findIndex(({ id }) => id === own.id) + 1];
      base.send(session.run('annotation.delete', { ids: [own.id] }));
      deps.offerUndo('Mark deleted');
      base.select(next?.id ?? null);
    },

    /** Accept or reject the selected suggestion and go on to the next one. */
    decide(state: 'accepted' | 'rejected'): void {
      const own = base.selected();
      if (own?.state !== 'suggested') return tell('Select a suggestion first (U).');
      const pending = base.ordered().filter((each) => each.state === 'suggested');
      const index = pending.findIndex(({ id }) => id === own.id);
      const next = pending[index + 1] ?? pending[index - 1];
      base.update({ id: own.id, state });
      if (next) base.select(next.id, { reveal: true });
      else tell('All suggestions reviewed.');
    },
  };
}
