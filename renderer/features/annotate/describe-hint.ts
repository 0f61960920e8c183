import type { Annotation } from '../../../shared/records/records.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { AnnotateTools } from './annotate-context.ts';
import { modeOf } from './annotate-store.ts';

/** A command and the few words for it, or words alone. */
type Part = readonly [command: string, words: string] | string;

const making: readonly Part[] = [
  ['annotate.quotation', 'quotation'],
  ['annotate.entity', 'entity'],
  ['annotate.claim', 'claim'],
];
const framing: readonly Part[] = [
  ['annotate.speaker', 'source'],
  ['annotate.cue', 'cue'],
  ['annotate.addressee', 'addressee'],
  ['annotate.fragment', 'another piece'],
];

/** What the status bar says can be done next, with the keys as they are bound; '' where letters are no commands. */
export function describeHint(tools: AnnotateTools, workspace: Workspace): string {
  const { commands, settings, session } = workspace;
  const mode = modeOf(tools.store.getState());
  if (!settings.get().singleKeys || session.store.getState().readOnly !== null) return '';
  if (mode === 'pick') return 'Type to filter · Enter chooses · Shift+Enter adds · Esc leaves';
  const parts = mode === 'item' ? listForItem(tools) : listForText(tools, mode);
  return parts
    .flatMap((part) => {
      if (typeof part === 'string') return [part];
      const key = commands.keyOf(part[0]);
      return key === '' ? [] : [`${key} ${part[1]}`];
    })
    .join(' · ');
}

function listForText({ store, reader }: AnnotateTools, mode: 'read' | 'span'): readonly Part[] {
  if (mode === 'read') {
    const here = reader()?.marksAt(store.getState().caret) ?? [];
    const parts: readonly Part[] = [
      ...making,
      ['go.nextMark', 'next mark'],
      ['go.nextSentence', 'next sentence'],
    ];
    return here.length > 0 ? [...parts, ['go.overlap', 'mark here']] : parts;
  }
  const hasQuotation = store.getState().quotationId !== null;
  return [...making, '1–9 entity type', ...(hasQuotation ? framing : [])];
}

function listForItem(tools: AnnotateTools): readonly Part[] {
  const own = tools.actions.selected();
  if (!own) return making;
  const stack = tools.reader()?.marksAt(tools.store.getState().caret) ?? [];
  const overlaps: readonly Part[] =
    stack.length > 1
      ? [['go.overlap', `overlaps ${stack.indexOf(own.id) + 1}/${stack.length}`]]
      : [];
  if (own.state === 'suggested') {
    return [['annotate.accept', 'accept'], ['annotate.reject', 'reject'], ...overlaps];
  }
  return [...listForLayer(own), ...overlaps];
}

function listForLayer({ layer }: Annotation): readonly Part[] {
  if (layer === 'quotation') {
    return [
      ['annotate.speaker', 'speaker'],
      ['annotate.cue', 'cue'],
      '1–4 type',
      ['annotate.claim', 'claim in it'],
    ];
  }
  if (layer === 'claim') {
    return [
      '1–9 status',
      ['annotate.evidence', 'evidence'],
      ['annotate.sameClaim', 'same claim elsewhere'],
      ['annotate.note', 'note'],
    ];
  }
  return [['annotate.main', 'cast entry'], '1–9 type', ['annotate.occurrences', 'all occurrences']];
}
