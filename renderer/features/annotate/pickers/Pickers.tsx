import { useSession } from '../../../app/workspace.ts';
import { useAnnotate, useAnnotateState } from '../annotate-context.ts';
import { extentOf } from '../marks/mark-views.ts';
import { CastPicker } from './CastPicker.tsx';
import { ClaimPicker } from './ClaimPicker.tsx';
import { StatusPicker } from './StatusPicker.tsx';

/** The open popover of the view: cast, claim or status. */
export function Pickers() {
  const picker = useAnnotateState((state) => state.picker);
  const annotation = useSession((state) =>
    picker ? (state.article?.annotations.get(picker.annotationId) ?? null) : null,
  );
  const { store, reader } = useAnnotate();
  if (!picker || !annotation) return null;
  const close = () => {
    store.setState({ picker: null });
    reader()?.focus();
  };
  const anchor = reader()?.rectOf(extentOf(annotation)) ?? null;
  const props = { annotation, close, anchor };
  if (picker.kind === 'claim') return <ClaimPicker {...props} />;
  if (picker.kind === 'status') return <StatusPicker {...props} />;
  return <CastPicker {...props} />;
}
