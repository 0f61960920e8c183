import { findLayer } from '../../../shared/codebook/codebook.ts';
import { useWorkspace } from '../../app/workspace.ts';
import { ContextMenu } from '../../ui/ContextMenu.tsx';
import type { MenuAction, MenuSections } from '../../ui/Menu.tsx';
import {
  useAnnotate,
  useAnnotateState,
  useSelected,
  type AnnotateTools,
} from './annotate-context.ts';
import type { Workspace } from '../../app/workspace.ts';
import { describeMark } from './marks/mark-views.ts';

/** The menu of the pointer, Shift+F10 and the menu key in the text: what can be done to the selected words or the mark there. */
export function MarkMenu() {
  const workspace = useWorkspace();
  const tools = useAnnotate();
  const menu = useAnnotateState((state) => state.menu);
  // Drawn again when another mark is selected.
  useSelected();
  const close = () => tools.store.setState({ menu: null });
  return (
    <ContextMenu
      label="What can be done here"
      at={menu}
      sections={menu ? sectionsOf(workspace, tools) : []}
      onClose={close}
    />
  );
}

const onText = [
  [
    'annotate.quotation',
    'annotate.entity',
    'annotate.claim',
    'annotate.occurrences',
    'annotate.repeat',
  ],
  ['annotate.speaker', 'annotate.cue', 'annotate.addressee', 'annotate.fragment'],
  ['edit.copyWords', 'edit.copyAttributed'],
];

/** What each kind of mark has besides what all have. */
const ofLayer: Readonly<Record<string, readonly string[]>> = {
  quotation: ['annotate.speaker', 'annotate.sameSpeaker'],
  mention: ['annotate.main', 'annotate.occurrences'],
  claim: ['annotate.main', 'annotate.evidence', 'annotate.sameClaim'],
};

/** Sections by what is selected, made of the commands so that names, keys and blocks are theirs. */
function sectionsOf(workspace: Workspace, tools: AnnotateTools): MenuSections {
  const { commands } = workspace;
  const entries = (ids: readonly string[]) =>
    ids.flatMap((id): MenuAction[] => {
      const command = commands.find(id);
      if (!command) return [];
      return [
        {
          id,
          label: command.label,
          shortcut: commands.keyOf(id),
          isDisabled: command.blocked() !== null,
          ...(command.checked && { isChecked: command.checked() }),
          ...(id === 'annotate.delete' && { tone: 'danger' as const }),
          // After the menu is gone and the focus is back in the text.
          run: () => setTimeout(() => commands.run(id), 0),
        },
      ];
    });
  const own = tools.actions.selected();
  if (tools.store.getState().span || !own) return onText.map(entries);
  const decisions = own.state === 'suggested' ? ['annotate.accept', 'annotate.reject'] : [];
  return [
    overlaps(workspace, tools),
    entries([...(ofLayer[own.layer] ?? ['annotate.main']), 'go.linked']),
    entries(['annotate.note', 'annotate.comment', 'annotate.doubt', ...decisions]),
    entries(['edit.copyWords', 'edit.copyAttributed']),
    entries(['annotate.delete']),
    // Last, because a codebook may have many.
    labels(workspace, tools),
  ].filter((section) => section.length > 0);
}

/** The marks that lie over each other at the place, the selected one ticked; nothing when there is one only. */
function overlaps({ session }: Workspace, { store, actions }: AnnotateTools): MenuAction[] {
  const { project, entities, claims } = session.store.getState();
  const stack = store.getState().menu?.stack ?? [];
  if (!project || stack.length < 2) return [];
  const context = { codebook: project.codebook, entities, claims };
  return stack.flatMap((id): MenuAction[] => {
    const mark = actions.find(id);
    if (!mark) return [];
    return [
      {
        id: `mark:${id}`,
        label: describeMark(context, mark),
        isChecked: store.getState().selectedId === id,
        run: () => actions.select(id),
      },
    ];
  });
}

/** The labels of the selected mark's layer with their digits, the present one ticked. A claim has its statuses instead. */
function labels({ session, commands }: Workspace, { actions }: AnnotateTools): MenuAction[] {
  const own = actions.selected();
  const codebook = session.store.getState().project?.codebook;
  if (!own || !codebook || own.layer === 'claim') return [];
  return (findLayer(codebook, own.layer)?.labels ?? []).map(({ id, name, key }) => ({
    id: `label:${id}`,
    label: name,
    isChecked: own.label === id,
    ...(key !== null && { shortcut: commands.keyOf(`annotate.digit${key}`) }),
    run: () => actions.update({ id: own.id, label: id }),
  }));
}
