import { lazy, Suspense, type ReactNode } from 'react';
import { Palette, type PaletteProps } from './Palette.tsx';
import type { Dialogs, Frame, Workspace } from './workspace.ts';
import type { NewVersion } from '../features/correct/CorrectDialog.tsx';
import type { OpenArticle } from '../state/apply-changes.ts';
import type { Id } from '../../shared/records/records.ts';
import { AssignPicker, TagPicker } from './ChoicePicker.tsx';
import type { ImportSource } from './import-source.ts';

const CheatSheet = lazy(async () => ({ default: (await import('./CheatSheet.tsx')).CheatSheet }));
const SettingsDialog = lazy(async () => ({
  default: (await import('../features/settings/SettingsDialog.tsx')).SettingsDialog,
}));
const ImportDialog = lazy(async () => ({
  default: (await import('../features/import/ImportDialog.tsx')).ImportDialog,
}));
const ExportDialog = lazy(async () => ({
  default: (await import('../features/export/ExportDialog.tsx')).ExportDialog,
}));
const ComposeDialog = lazy(async () => ({
  default: (await import('../features/compose/ComposeDialog.tsx')).ComposeDialog,
}));
const CorrectDialog = lazy(async () => ({
  default: (await import('../features/correct/CorrectDialog.tsx')).CorrectDialog,
}));
const VersionsDialog = lazy(async () => ({
  default: (await import('../features/correct/VersionsDialog.tsx')).VersionsDialog,
}));

/** Names of the dialogs that each window shows now. */
const shownBy = new WeakMap<Dialogs, Set<string>>();

/** Stands for a dialog whose code is on its way: what is typed meanwhile must not reach what lies below. */
function Opening() {
  return <div role="dialog" aria-label="Opening" aria-busy="true" className="visually-hidden" />;
}

/** Open a dialog unless the same one is open already. */
async function once(
  frame: Frame,
  name: string,
  render: (close: () => void) => ReactNode,
): Promise<void> {
  const shown = shownBy.get(frame.dialogs) ?? new Set<string>();
  shownBy.set(frame.dialogs, shown);
  if (shown.has(name)) return;
  shown.add(name);
  try {
    await frame.dialogs.open<undefined>((close) => (
      <Suspense fallback={<Opening />}>{render(() => close())}</Suspense>
    ));
  } finally {
    shown.delete(name);
  }
}

/** Show the command palette. Not fetched when asked for: what is typed right after its key belongs to it. `start` is what stands in its field: a prefix. */
export const showPalette = (frame: Frame, start: PaletteProps['start'] = '') =>
  once(frame, 'palette', (close) => <Palette frame={frame} start={start} onClose={close} />);

/** Show every key of the present state. */
export const showCheatSheet = (frame: Frame) => {
  const context = document.activeElement?.closest('[data-key-context]');
  const name = context?.getAttribute('data-key-context') ?? 'global';
  const mode = frame.opened.getState()?.mode.getState() ?? '';
  return once(frame, 'keys', (close) => (
    <CheatSheet frame={frame} context={name} mode={mode} onClose={close} />
  ));
};

/** Show the settings. */
export const showSettings = (frame: Frame) =>
  once(frame, 'settings', (close) => <SettingsDialog frame={frame} onClose={close} />);

/** Read files and let the person review what comes in. */
export async function showImport(workspace: Workspace, source: ImportSource): Promise<void> {
  const grants =
    source.kind === 'grants'
      ? source.grants
      : await workspace.clients.shell.call('files.pick', { folder: source.folder });
  if (grants.length === 0) return;
  await once(workspace, 'import', (close) => (
    <ImportDialog workspace={workspace} grants={grants} onClose={close} />
  ));
}

/** Show the export dialog, for some articles or for all. */
export const showExport = (workspace: Workspace, articleIds?: readonly Id[]) =>
  once(workspace, 'export', (close) => (
    <ExportDialog workspace={workspace} {...(articleIds && { articleIds })} onClose={close} />
  ));

/** Choose a tag to add to articles or to take away from them. */
export const showTags = (workspace: Workspace, ids: readonly Id[]) =>
  once(workspace, 'tags', (close) => <TagPicker workspace={workspace} ids={ids} onClose={close} />);

/** Choose an annotator to give articles to or to take them back from. */
export const showAssign = (workspace: Workspace, ids: readonly Id[]) =>
  once(workspace, 'assign', (close) => (
    <AssignPicker workspace={workspace} ids={ids} onClose={close} />
  ));

/** Write a new article. */
export const showCompose = (workspace: Workspace) =>
  once(workspace, 'compose', (close) => <ComposeDialog workspace={workspace} onClose={close} />);

/** Correct the text of an article, or decide over its marks in a new version. */
export const showCorrect = (workspace: Workspace, article: OpenArticle, version?: NewVersion) =>
  once(workspace, 'correct', (close) => (
    <CorrectDialog
      workspace={workspace}
      article={article}
      {...(version && { version })}
      onClose={close}
    />
  ));

/** Show every text that an article has had. */
export const showVersions = (workspace: Workspace, article: OpenArticle) =>
  once(workspace, 'versions', (close) => (
    <VersionsDialog workspace={workspace} article={article} onClose={close} />
  ));
