import { findLayer } from '../../../../shared/codebook/codebook.ts';
import type { CommandInput } from '../../../../shared/commands/index.ts';
import { attributionAt } from '../../../../shared/text/attribution-at.ts';
import { toStatement } from '../../../../shared/claims/statement.ts';
import { ownRole, type Annotation, type Id } from '../../../../shared/records/records.ts';
import type { Span } from '../../../../shared/text/offsets.ts';
import type { Call } from '../../../state/in-flight.ts';
import { guessEntityType } from '../pickers/entity-type.ts';
import { levelOf } from '../pickers/mention-level.ts';
import { findByName } from '../pickers/names.ts';
import type { Linking } from './linking.ts';
import { isOwn, type ActionDeps, type MarkBase } from './mark-base.ts';
import { extentOf } from './mark-views.ts';
import { findFirstPart } from './parts.ts';
import {
  contextOf,
  exactOf,
  findClaimTarget,
  findMentionTarget,
  findQuotationTarget,
  guessQuotationType,
  type Reading,
} from './reading.ts';

/** Whether nothing in the sentence of a quotation says whose it is: an utterance goes on. */
function isUncredited(reading: Reading, quotation: Annotation): boolean {
  const contents = quotation.segments.filter(isOwn);
  return attributionAt(reading.text, contents, reading.language, reading.map).source === null;
}

type NewMark = CommandInput<'annotation.create'> & { readonly id: Id };

/** Making new marks. */
export function createMarking(deps: ActionDeps, base: MarkBase, linking: Linking) {
  const { session, store, tell } = deps;

  const findSame = (layer: string, span: Span): Annotation | null => {
    for (const annotation of base.getArticle()?.annotations.values() ?? []) {
      if (annotation.layer !== layer) continue;
      // A piece of a quotation in parts counts: it would be marked twice.
      const isSame = annotation.segments.some(
        (each) => isOwn(each) && each.start === span.start && each.end === span.end,
      );
      if (isSame) return annotation;
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
    const { entities, project } = session.store.getState();
    const entity = findByName(entities.values(), exact);
    const attributes = levelOf(project?.codebook, exact);
    create('Mark entity', {
      ...mark,
      ...(Object.keys(attributes).length > 0 && { attributes }),
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
    const role = ownRole(layer);
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

  const markQuotation = (label: string | null = null): void => {
    const reading = base.getReading();
    const target = base.targetOf(findQuotationTarget);
    if (!reading || !target) return tell('There is no text here to mark.');
    createMark(
      'quotation',
      label ?? guessQuotationType(exactOf(reading, target), contextOf(reading, target).before),
      target,
    );
    const own = base.selected();
    if (!own) return;
    if (findFirstPart(reading, base.ordered(), own, 'sentence')) {
      tell('The same sentence begins with a quotation: Shift+Q joins this one to it.');
    } else if (
      isUncredited(reading, own) &&
      findFirstPart(reading, base.ordered(), own, 'paragraph')
    ) {
      tell('Nobody is credited here: Shift+Q joins it to the quotation before.');
    }
  };

  const markMention = (label: string | null = null): void => {
    const target = base.targetOf(findMentionTarget);
    if (!target) return tell('There is no word here to mark.');
    createMark('mention', label, target);
  };

  /** A mark of another layer on the words of a mark; a claim of a quotation is claimed by its speaker. */
  const markSameSpan = (own: Annotation, layer: string): void => {
    const contents = own.segments.filter(isOwn);
    const exact = contents.map((segment) => segment.exact).join(' ');
    const mark: NewMark = {
      id: session.newId(),
      articleId: own.articleId,
      layer,
      label: null,
      segments: contents.map(({ start, end }) => ({ role: ownRole(layer), start, end })),
    };
    if (layer === 'claim') createClaim(mark, exact, own.speakerId);
    else if (layer === 'mention') createMention(mark, exact, extentOf(own));
    else create('Mark quotation', { ...mark, label: guessQuotationType(exact) });
  };

  const markClaim = (): void => {
    const own = base.selected();
    if (!store.getState().span && own?.layer === 'quotation') return markSameSpan(own, 'claim');
    const target = base.targetOf(findClaimTarget);
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
    markSameSpan,
    setClaimStatus,

    /** The finished selection gets the armed label. */
    markArmed(): void {
      const { armed, span } = store.getState();
      if (!armed || !span) return;
      const target = base.targetOf(armed.layer === 'mention' ? findMentionTarget : findClaimTarget);
      if (target) createMark(armed.layer, armed.label, target);
    },

    repeatLast(): void {
      const { lastLabel, span } = store.getState();
      if (!lastLabel) return tell('Nothing has been marked yet.');
      const own = base.selected();
      if (!span && own?.layer === lastLabel.layer && lastLabel.label !== null) {
        return base.update({ id: own.id, label: lastLabel.label });
      }
      if (lastLabel.layer === 'quotation') markQuotation(lastLabel.label);
      else if (lastLabel.layer === 'claim') markClaim();
      else markMention(lastLabel.label);
    },

    /** Digit: label of the selected mark, status of the selected claim; on a text selection an entity of that type. */
    applyDigit(digit: string): void {
      const codebook = session.store.getState().project?.codebook;
      if (!codebook) return;
      if (store.getState().span) {
        const label = findLayer(codebook, 'mention')?.labels.find(({ key }) => key === digit);
        return label ? markMention(label.id) : tell(`No entity type has the key ${digit}.`);
      }
      const own = base.selected();
      if (!own) return tell('Select text or a mark first.');
      if (own.layer === 'claim') {
        const status = codebook.claimStatuses.find(({ key }) => key === digit);
        if (!status || own.claimId === null) return tell(`No claim status has the key ${digit}.`);
        return setClaimStatus(own.claimId, status.id);
      }
      const label = findLayer(codebook, own.layer)?.labels.find(({ key }) => key === digit);
      if (!label && digit === '0') {
        base.update({ id: own.id, label: null });
        return tell('Type cleared');
      }
      if (!label) return tell(`No label has the key ${digit}.`);
      const entity = session.store.getState().entities.get(own.entityId ?? '');
      const differs = entity !== undefined && entity.type !== label.id;
      if (differs && own.label === label.id) return linking.retypeEntity(entity, label.id);
      base.update({ id: own.id, label: label.id });
      tell(differs ? `${label.name}. ${digit} again: ${entity.name} in the cast too` : label.name);
    },
  };
}
