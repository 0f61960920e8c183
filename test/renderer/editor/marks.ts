import type { MarkView } from '../../../renderer/editor/types.ts';
import { buildSpan } from '../../../shared/text/offsets.ts';

/** A mark of one fragment, of role `content` for a quotation. */
export function mark(id: string, kind: string, start: number, end: number): MarkView {
  const isClaim = kind === 'claim';
  return {
    id,
    kind,
    label: null,
    lineStyle: 'solid',
    colour: isClaim ? 'claim' : kind === 'quotation' ? 'quote' : 'person',
    state: 'accepted',
    doubt: false,
    segments: [{ role: kind === 'quotation' ? 'content' : 'span', ...buildSpan(start, end) }],
    chip: null,
    status: isClaim ? { id: 'unverified', icon: '○', line: 'dashed', colour: 'unverified' } : null,
    description: `${kind} ${id}`,
  };
}

/** A direct quotation of the given content fragments. */
export function quotation(id: string, fragments: readonly (readonly [number, number])[]): MarkView {
  return {
    ...mark(id, 'quotation', 0, 1),
    chip: 'Ana Ruiz',
    segments: fragments.map(([start, end]) => ({ role: 'content', ...buildSpan(start, end) })),
  };
}
