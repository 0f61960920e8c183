import type { Annotation, Segment, SegmentRole } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import { attributionAt } from '../../../../shared/text/attribution-at.ts';
import { proposeName } from '../pickers/cast-proposal.ts';
import { findByName } from '../pickers/names.ts';
import { unlinkedKindOf } from '../pickers/source-kind.ts';
import type { Linking } from './linking.ts';
import { bare, isOwn, type ActionDeps, type MarkBase } from './mark-base.ts';
import { findFirstPart } from './parts.ts';
import { exactOf, findPhraseTarget, findQuotationTarget, type Reading } from './reading.ts';

/** Filling the frame of a quotation. */
export function createFraming(deps: ActionDeps, base: MarkBase, linking: Linking) {
  const { session, store, tell } = deps;

  const addRole = (annotation: Annotation, role: SegmentRole, span: Span): void => {
    const isThere = annotation.segments.some(
      (each) => each.role === role && each.start === span.start && each.end === span.end,
    );
    if (isThere) return base.select(annotation.id);
    // There is one cue at most: the new one takes its place.
    const others = bare(annotation.segments).filter(
      (segment) => role !== 'cue' || segment.role !== 'cue',
    );
    base.replaceSegments(annotation, [...others, { role, start: span.start, end: span.end }]);
    base.select(annotation.id);
  };

  /** Who is credited and by what word, as far as the sentence tells; nothing that the quotation has already. */
  const guessFrame = (quotation: Annotation, reading: Reading) => {
    const contents = quotation.segments.filter(isOwn);
    const found = attributionAt(reading.text, contents, reading.language, reading.map);
    const has = (role: SegmentRole) => quotation.segments.some((each) => each.role === role);
    return {
      source: has('source') ? null : found.source,
      cue: has('cue') ? null : found.cue,
      addressee: has('addressee') ? null : found.addressee,
    };
  };

  const addGuessed = (
    quotation: Annotation,
    reading: Reading,
    wanted: readonly ('source' | 'cue' | 'addressee')[],
  ): boolean => {
    const found = guessFrame(quotation, reading);
    const parts = wanted.flatMap((role) => {
      const span = found[role];
      return span ? [{ role, span }] : [];
    });
    if (parts.length === 0) return false;
    base.replaceSegments(quotation, [
      ...bare(quotation.segments),
      ...parts.map(({ role, span }) => ({ role, start: span.start, end: span.end })),
    ]);
    const said = parts.map(({ role, span }) => `${role} “${exactOf(reading, span)}”`).join(', ');
    tell(`Found: ${said}`);
    return true;
  };

  const openPicker = (annotation: Annotation): void =>
    store.setState({ picker: { kind: 'speaker', annotationId: annotation.id } });

  /** The selected quotation becomes another piece of the one before it in its paragraph. */
  const joinToFirstPart = (own: Annotation): void => {
    const reading = base.getReading();
    const first = reading && findFirstPart(reading, base.ordered(), own, 'paragraph');
    if (!first) return tell('No quotation before this one in its paragraph. Select words to add.');
    base.send(session.run('annotation.merge', { intoId: first.id, fromIds: [own.id] }));
    base.select(first.id);
    deps.offerUndo('Joined to the quotation before');
  };

  /** Link the speaker that the only source names, word for word. @returns false when nobody of the cast bears the name. */
  const linkKnown = (quotation: Annotation): boolean => {
    if (quotation.speakerId !== null) return false;
    const name = proposeName(base.getReading(), quotation);
    const known = name && findByName(session.store.getState().entities.values(), name);
    if (!known) return false;
    linking.linkEntity(quotation.id, known.id);
    return true;
  };

  return {
    /** Add the selection to the current quotation: as another piece of content, as cue or as addressee. */
    addToQuotation(role: SegmentRole): void {
      const { span, caret } = store.getState();
      const own = base.selected();
      if (role === 'content' && !span && own?.layer === 'quotation') return joinToFirstPart(own);
      const reading = base.getReading();
      // Its own words are no cue: the one around it is looked for.
      if (role === 'cue' && !span && own?.layer === 'quotation' && reading) {
        if (addGuessed(own, reading, ['cue'])) return;
        return tell('No cue found. Put the caret on it, or select it.');
      }
      const phrase = base.targetOf(role === 'content' ? findQuotationTarget : findPhraseTarget);
      const quotation = base.targetQuotation(phrase?.start ?? caret);
      if (!quotation) return tell('Mark a quotation first (Q).');
      if (!phrase) return tell('Select the words first.');
      addRole(quotation, role, phrase);
    },

    /** Selected text becomes a source, then the speaker is chosen; known names are linked at once. */
    chooseSpeaker(): void {
      const reading = base.getReading();
      const { span, caret } = store.getState();
      const here = span ? null : base.quotationAtCaret();
      const quotation = here ?? base.targetQuotation(span?.start ?? caret);
      if (!reading || !quotation) return tell('Mark a quotation first (Q).');
      const phrase = span && base.targetOf(findPhraseTarget);
      if (!phrase) {
        // The one that was worked on last may be far from here.
        base.select(quotation.id, { reveal: quotation !== here && quotation !== base.selected() });
        const hasSource = quotation.segments.some(({ role }) => role === 'source');
        if (!hasSource && quotation.speakerId === null)
          addGuessed(quotation, reading, ['source', 'cue', 'addressee']);
        const framed = base.find(quotation.id) ?? quotation;
        if (!linkKnown(framed)) openPicker(framed);
        return;
      }
      addRole(quotation, 'source', phrase);
      const known = findByName(
        session.store.getState().entities.values(),
        exactOf(reading, phrase),
      );
      if (!known) return openPicker(quotation);
      linking.linkEntity(quotation.id, known.id);
    },

    sameSpeaker(): void {
      const quotation = base.quotationAtCaret() ?? base.targetQuotation(store.getState().caret);
      const quotations = base.ordered().filter(({ layer }) => layer === 'quotation');
      const index = quotations.findIndex(({ id }) => id === quotation?.id);
      const before = quotations
        .slice(0, Math.max(index, 0))
        .findLast((each) => each.speakerId !== null || unlinkedKindOf(each) !== null);
      const kind = before ? unlinkedKindOf(before) : null;
      if (quotation && kind) return linking.leaveUnlinked(quotation.id, kind);
      if (!quotation || !before?.speakerId) return tell('No earlier quotation has a speaker.');
      base.update({ id: quotation.id, speakerId: before.speakerId });
      const name = session.store.getState().entities.get(before.speakerId)?.name;
      tell(`Speaker: ${name ?? 'the same as before'}`);
    },

    removeSegment(annotation: Annotation, segment: Segment): void {
      const rest = annotation.segments.filter((each) => each !== segment);
      if (!rest.some(isOwn)) {
        return tell('A mark keeps at least one piece of text. Delete the mark instead.');
      }
      base.replaceSegments(annotation, bare(rest));
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
      if (!next) return tell('All suggestions reviewed.');
      if (deps.advances()) base.select(next.id, { reveal: true });
      else tell(state === 'accepted' ? 'Accepted' : 'Rejected');
    },
  };
}
