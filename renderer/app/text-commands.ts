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

/** What can be done to the text of the open article; the marks follow. */
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
  return [
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
