import { toStatement } from '../../../../shared/claims/statement.ts';
import { ownRole, type Annotation } from '../../../../shared/records/records.ts';
import type { Call } from '../../../state/in-flight.ts';
import { guessEntityType } from '../pickers/entity-type.ts';
import { findByName } from '../pickers/names.ts';
import { isOwn, type ActionDeps, type MarkBase } from './mark-base.ts';
import { extentOf } from './mark-views.ts';
import { cutSpans, findMarkToCut, listMergeable } from './parts.ts';
import { contextOf, guessQuotationType } from './reading.ts';

const layerNames: Readonly<Record<string, string>> = {
  quotation: 'quotation',
  mention: 'entity',
  claim: 'claim',
};

/** Making other marks of marks: merging, splitting, converting. */
export function createShaping(deps: ActionDeps, base: MarkBase) {
  const { session, store, tell } = deps;

  const merge = (marks: readonly Annotation[]): void => {
    const [into, ...from] = marks;
    if (!into || from.length === 0) return;
    const fromIds = from.map(({ id }) => id);
    base.send(session.run('annotation.merge', { intoId: into.id, fromIds }));
    base.select(into.id);
    deps.offerUndo(`${marks.length} marks merged`);
  };

  const shown = (): readonly Annotation[] => {
    const { hidden } = store.getState();
    return base.ordered().filter(({ state, layer }) => state !== 'rejected' && !hidden.has(layer));
  };

  /** The call that makes an annotation one of another layer, with what must be there before it. */
  const toConversion = (own: Annotation, layer: string): Call[] => {
    const exact = own.segments
      .filter(isOwn)
      .map((segment) => segment.exact)
      .join(' ');
    const { id } = own;
    const input = { id, layer };
    if (layer === 'claim') {
      const claimId = session.newId();
      const claim = { id: claimId, statement: toStatement(exact), claimantId: own.speakerId };
      return [
        { name: 'claim.create', input: claim },
        { name: 'annotation.convert', input: { ...input, claimId } },
      ];
    }
    if (layer === 'quotation') {
      const label = guessQuotationType(exact);
      return [{ name: 'annotation.convert', input: { ...input, label } }];
    }
    const entity = findByName(session.store.getState().entities.values(), exact);
    const label =
      entity?.type ?? guessEntityType(exact, contextOf(base.getReading(), extentOf(own)));
    return [
      { name: 'annotation.convert', input: { ...input, label, entityId: entity?.id ?? null } },
    ];
  };

  return {
    /** One mark of several: those of one layer under the text selection, else the selected one and its neighbour. */
    merge(direction: 1 | -1): void {
      const { span } = store.getState();
      if (span) {
        const marks = listMergeable(shown(), span);
        if (marks.length < 2) return tell('The selection holds no two marks of one kind.');
        return merge(marks);
      }
      const own = base.selected();
      if (!own) return tell('Select a mark first, or text that runs over several.');
      const mates = shown().filter(({ layer }) => layer === own.layer);
      const other = mates[mates.findIndex(({ id }) => id === own.id) + direction];
      if (!other) {
        return tell(
          `No ${layerNames[own.layer] ?? 'mark'} ${direction === 1 ? 'after' : 'before'}.`,
        );
      }
      // The selected one stays what it is; it only takes what it lacks.
      merge([own, other]);
    },

    /** Cut a mark at the caret, or out of it what is selected. Each piece keeps label, links, source and cue. */
    splitHere(): void {
      const reading = base.getReading();
      const { span, caret } = store.getState();
      if (!reading) return;
      const at = span ? [span.start, span.end] : [caret];
      const own = findMarkToCut(shown(), at, base.selected());
      const pieces = own ? cutSpans(reading, own.segments.filter(isOwn), at) : [];
      const [first, ...others] = pieces;
      if (!own || !first || others.length === 0) {
        return tell('Put the caret inside a mark, where it is to be cut.');
      }
      const frame = own.segments.filter((segment) => !isOwn(segment));
      const withFrame = (piece: typeof first) => [
        ...piece.map(({ start, end }) => ({ role: ownRole(own.layer), start, end })),
        ...frame.map(({ role, start, end }) => ({ role, start, end })),
      ];
      const { articleId, layer, label, attributes, doubt, state } = own;
      const { entityId, speakerId, claimId } = own;
      const kept = { articleId, layer, label, attributes, doubt, state };
      const links = { entityId, speakerId, claimId };
      const calls = others.map((piece): Call => {
        const input = { id: session.newId(), ...kept, ...links, segments: withFrame(piece) };
        return { name: 'annotation.create', input };
      });
      base.send(
        session.runBatch('Split mark', [
          { name: 'annotation.setSegments', input: { id: own.id, segments: withFrame(first) } },
          ...calls,
        ]),
      );
      base.select(own.id);
      deps.offerUndo(`Split into ${pieces.length} marks`);
    },

    /** The selected mark becomes one of another layer; it keeps its words, note, doubt and comments. */
    convertTo(layer: string): void {
      const own = base.selected();
      const name = layerNames[layer] ?? layer;
      if (!own) return tell('Select a mark first.');
      if (own.layer === layer) return tell(`This is a mark of that kind already: ${name}.`);
      base.send(session.runBatch(`Convert to ${name}`, toConversion(own, layer)));
      base.select(own.id);
      deps.offerUndo(`Converted to ${name}`);
    },
  };
}
