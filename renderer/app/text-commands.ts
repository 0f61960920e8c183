import type { UiCommand } from '../commands/registry.ts';
import type { OpenArticle } from '../state/apply-changes.ts';
import { showCorrect, showVersions } from './lazy-dialogs.tsx';
import type { Workspace } from './workspace.ts';

/** Pick a file and offer its text as a new version of the article. */
async function importVersion(workspace: Workspace, article: OpenArticle): Promise<void> {
  const { engine, shell } = workspace.clients;
  const [picked] = await shell.call('files.pick', { folder: false });
  if (!picked) return;
  const { sessionId, items } = await engine.call('import.read', { grants: [picked.grant] });
  try {
    const [item] = items;
    if (!item) return;
    const { document } = await engine.call('import.document', { sessionId, key: item.key });
    await showCorrect(workspace, article, {
      document,
      reason: `New version from ${item.fileName}`,
      source: { sessionId, key: item.key },
    });
  } finally {
    await engine.call('import.discard', { sessionId });
  }
}

/** Ask where to, and write the open article there as it would be printed. */
async function savePdf(workspace: Workspace, { article }: OpenArticle): Promise<void> {
  const { shell } = workspace.clients;
  const name = `${article.title || 'Article'}.pdf`.slice(-200);
  const target = await shell.call('files.pickTarget', { title: 'Save as PDF', name, kind: 'file' });
  if (!target) return;
  await shell.call('page.savePdf', { target: target.grant });
  workspace.toast({
    message: `Saved the article as ${target.name}.`,
    action: {
      label: 'Show in folder',
      run: () => void shell.call('files.show', { grant: target.grant }),
    },
  });
}

/** What can be done with the text of the open article: print it, correct it; the marks follow. */
export function buildTextCommands(workspace: Workspace): UiCommand[] {
  const { session, view } = workspace;
  const article = () => (view.getState() === 'annotate' ? session.store.getState().article : null);
  const needsArticle = () => (article() ? null : 'Open an article first');
  const needsWriting = () =>
    session.store.getState().readOnly === null
      ? needsArticle()
      : 'The project is open for reading only';
  const withArticle = (work: (open: OpenArticle) => void | Promise<void>) => () => {
    const open = article();
    return open ? work(open) : undefined;
  };
  const place = { menu: 'Article', section: 4, context: 'global', keys: [] } as const;
  const paper = { menu: 'File', section: 4, context: 'global' } as const;
  return [
    {
      ...paper,
      id: 'article.print',
      label: 'Print article…',
      keys: ['Mod+P'],
      blocked: needsArticle,
      run: async () => void (await workspace.clients.shell.call('page.print', {})),
    },
    {
      ...paper,
      id: 'article.savePdf',
      label: 'Save as PDF…',
      keys: [],
      blocked: needsArticle,
      run: withArticle((open) => savePdf(workspace, open)),
    },
    {
      ...place,
      id: 'article.editText',
      label: 'Edit text…',
      blocked: needsWriting,
      run: withArticle((open) => showCorrect(workspace, open)),
    },
    {
      ...place,
      id: 'article.importVersion',
      label: 'Import as new version…',
      blocked: needsWriting,
      run: withArticle((open) => importVersion(workspace, open)),
    },
    {
      ...place,
      id: 'article.versions',
      label: 'Versions…',
      blocked: needsArticle,
      run: withArticle((open) => showVersions(workspace, open)),
    },
  ];
}
