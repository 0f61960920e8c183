import { findLayer } from '../../../../shared/codebook/codebook.ts';
import type { CommandInput } from '../../../../shared/commands/index.ts';
import type { Annotation, Id, SegmentRole } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import type { Call } from '../../../state/in-flight.ts';
import { guessEntityType } from '../pickers/entity-type.ts';
import { findByName } from '../pickers/names.ts';
import type { ActionDeps, MarkBase } from './mark-base.ts';
import {
  contextOf,
  exactOf,
  findClaimTarget,
  findMentionTarget,
  findQuotationTarget,
  guessQuotationType,
} from './reading.ts';

type NewMark = CommandInput<'annotation.create'> & { readonly id: Id };

/** A claim's statement is one line without outer quotation marks. */
function toStatement(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.replace(/^["“„«]\s*/u, '').replace(/\s*,?["”“»],?$/u, '') || flat;
}

/** Making new marks. */
export function createMarking(deps: ActionDeps, base: MarkBase) {
  const { session, store, tell } = deps;

  const findSame = (layer: string, span: Span): Annotation | null => {
    for (const annotation of base.getArticle()?.annotations.values() ?? []) {
      if (annotation.layer !== layer) continue;
      const own = annotation.segments.filter(({ role }) => role === 'content' || role === 'span');
      const [only] = own;
      if (own.length === 1 && only?.start === span.start && only.end === span.end)
        return annotation;
    }
    return null;
  };

  const create = (label: string, input: NewMark, before: readonly Call[] = []): void => {
    base.send(
      before.length === 0
        ? session.run('annotation.create', input)
        : session.runBatch(label, [...before, { name: 'annotation.create', input }]),
    );
    store.setState({ lastLabel: { layer: input.layer, label: input.label ?? null } });
    base.select(input.id);
  };

  const createClaim = (mark: NewMark, statement: string, claimantId: Id | null = null): void => {
    const claimId = session.newId();
    create('Mark claim', { ...mark, claimId }, [
      {
        name: 'claim.create',
        input: { id: claimId, statement: toStatement(statement), claimantId },
      },
    ]);
  };

  const createMention = (mark: NewMark, exact: string, span: Span): void => {
    const entity = findByName(session.store.getState().entities.values(), exact);
    create('Mark entity', {
      ...mark,
      label:
        mark.label ?? entity?.type ?? guessEntityType(exact, contextOf(base.getReading(), span)),
      entityId: entity?.id ?? null,
    });
    tell(entity ? `Linked to ${entity.name}` : 'Not in the cast yet: Enter links or adds it');
  };

  /** Mark a span, or select the mark that covers exactly it already. */
  const createMark = (layer: string, label: string | null, span: Span): void => {
    const article = base.getArticle();
    const reading = base.getReading();
    if (!article || !reading) return;
    const same = findSame(layer, span);
    if (same && (label === null || same.label === label)) {
      base.select(same.id);
      tell('This text is marked so already.');
      return;
    }
    const role: SegmentRole = layer === 'quotation' ? 'content' : 'span';
    const mark: NewMark = {
      id: session.newId(),
      articleId: article.article.id,
      layer,
      label,
      segments: [{ role, start: span.start, end: span.end }],
    };
    if (layer === 'claim') createClaim(mark, exactOf(reading, span));
    else if (layer === 'mention') createMention(mark, exactOf(reading, span), span);
    else create('Mark quotation', mark);
  };

  const markQuotation = (): void => {
    const reading = base.getReading();
    const { span, caret } = store.getState();
    const target = reading && findQuotationTarget(reading, span, caret);
    if (!reading || !target) return tell('There is no text here to mark.');
    createMark('quotation', guessQuotationType(exactOf(reading, target)), target);
  };

  const markMention = (label: string | null = null): void => {
    const reading = base.getReading();
    const { span, caret } = store.getState();
    const target = reading && findMentionTarget(reading, span, caret);
    if (!target) return tell('There is no word here to mark.');
    createMark('mention', label, target);
  };

  /** A claim of the same words as a quotation, claimed by its speaker. */
  const claimOfQuotation = (quotation: Annotation): void => {
    const contents = quotation.segments.filter(({ role }) => role === 'content');
    createClaim(
      {
        id: session.newId(),
        articleId: quotation.articleId,
        layer: 'claim',
        label: null,
        segments: contents.map(({ start, end }) => ({ role: 'span', start, end })),
      },
      contents.map(({ exact }) => exact).join(' '),
      quotation.speakerId,
    );
  };

  const markClaim = (): void => {
    const reading = base.getReading();
    const { span, caret } = store.getState();
    const own = base.selected();
    if (!span && own?.layer === 'quotation') return claimOfQuotation(own);
    const target = reading && findClaimTarget(reading, span, caret);
    if (!target) return tell('There is no sentence here to mark.');
    createMark('claim', null, target);
  };

  const setClaimStatus = (claimId: Id, status: string): void => {
    base.send(session.run('claim.setStatus', { claimId, status }));
    const statuses = session.store.getState().project?.codebook.claimStatuses;
    tell(`Claim: ${statuses?.find(({ id }) => id === status)?.name ?? status}`);
  };

  return {
    markQuotation,
    markMention,
    markClaim,
    setClaimStatus,

    repeatLast(): void {
      const { lastLabel } = store.getState();
      if (!lastLabel) return tell('Nothing has been marked yet.');
      if (lastLabel.layer === 'quotation') markQuotation();
      else if (lastLabel.layer === 'claim') markClaim();
      else markMention(lastLabel.label);
    },

    /** Digit: label of the selected mark, status of the selected claim; on a text selection an entity of that type. */
    applyDigit(digit: string): void {
      const codebook = session.store.getState().project?.codebook;
      if (!codebook) return;
      if (store.getState().span) {
        const label = findLayer(codebook, 'mention')?.labels.find(({ key }) => key === digit);
        if (label) markMention(label.id);
        return;
      }
      const own = base.selected();
      if (!own) return tell('Select text or a mark first.');
      if (own.layer === 'claim') {
        const status = codebook.claimStatuses.find(({ key }) => key === digit);
        if (!status || own.claimId === null) return tell(`No claim status has the key ${digit}.`);
        return setClaimStatus(own.claimId, status.id);
      }
      const label = findLayer(codebook, own.layer)?.labels.find(({ key }) => key === digit);
      if (!label) return tell(`No label has the key ${digit}.`);
      base.update({ id: own.id, label: label.id });
      tell(label.name);
    },
  };
}
