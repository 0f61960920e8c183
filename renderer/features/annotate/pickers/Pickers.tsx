import { useMemo } from 'react';
import type { Annotation } from '../../../../shared/records/records.ts';
import { codePoints } from '../../../../shared/text/offsets.ts';
import type { ReaderHandle } from '../../../editor/types.ts';
import { useSession } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { CastPicker } from './CastPicker.tsx';
import { ClaimPicker } from './ClaimPicker.tsx';
import type { PickerAnchor } from './place-picker.ts';
import { StatusPicker } from './StatusPicker.tsx';

/** First and last line of a mark with its source, cue and addressee: what is read while one chooses. */
function findAnchor(reader: ReaderHandle | null, { segments }: Annotation): PickerAnchor | null {
  const start = codePoints(Math.min(...segments.map((segment) => segment.start)));
  const end = codePoints(Math.max(...segments.map((segment) => segment.end)));
  const first = reader?.rectOf({ start, end }) ?? null;
  const last = reader?.rectOf({ start: codePoints(Math.max(start, end - 1)), end }) ?? null;
  const column = document.querySelector('.qm-text')?.getBoundingClientRect();
  return first && last && column ? { first, last, column } : null;
}

/** The open popover of the view: cast, claim or status. */
export function Pickers() {
  const picker = useAnnotateState((state) => state.picker);
  const annotation = useSession((state) =>
    picker ? (state.article?.annotations.get(picker.annotationId) ?? null) : null,
  );
  const { store, reader } = useAnnotate();
  // Measured as it opens: nothing moves below it.
  const anchor = useMemo(
    () => (annotation ? findAnchor(reader(), annotation) : null),
    [annotation, reader],
  );
  if (!picker || !annotation) return null;
  const close = () => {
    store.setState({ picker: null });
    reader()?.focus();
  };
  const props = { annotation, close, anchor };
  if (picker.kind === 'claim') return <ClaimPicker {...props} />;
  if (picker.kind === 'status') return <StatusPicker {...props} />;
  return <CastPicker {...props} />;
}
