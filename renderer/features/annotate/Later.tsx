import { useMemo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession, useWorkspace, WorkspaceContext } from '../../app/workspace.ts';
import { AnnotateContext, useAnnotate } from './annotate-context.ts';

/**
 * What stands beside the text follows it after the text is painted: a mark must not wait for lists of marks. While another
 * text has come that they do not know yet, nothing is there.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  const workspace = useWorkspace();
  const tools = useAnnotate();
  const { late } = tools;
  const now = useSession((state) => state.article?.revision.id);
  const shown = useStore(late.session, (state) => state.article?.revision.id);
  const lateWorkspace = useMemo(
    () => ({ ...workspace, session: { ...workspace.session, store: late.session } }),
    [workspace, late],
  );
  const lateTools = useMemo(
    () => ({
      ...tools,
      store: late.view,
      decisions: { ...tools.decisions, store: late.decisions },
    }),
    [tools, late],
  );
  if (now === undefined || now !== shown) return null;
  return (
    <WorkspaceContext value={lateWorkspace}>
      <AnnotateContext value={lateTools}>{children}</AnnotateContext>
    </WorkspaceContext>
  );
}
