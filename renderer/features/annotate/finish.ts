import type { Id } from '../../../shared/records/records.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { Actions } from './marks/actions.ts';
import type { Navigation } from './marks/navigation.ts';

/**
 * Finish the open article and go on to the next one that needs work. What is still open is named, with a way back to the
 * first of it; nothing is asked.
 *
 * @param findNext Resolves with null when no article of the list needs work.
 */
export function createFinish(
  workspace: Workspace,
  actions: Actions,
  navigation: Navigation,
  findNext: () => Promise<Id | null>,
): () => void {
  const { session } = workspace;

  const finish = async (id: Id): Promise<void> => {
    const problems = navigation.listOpenProblems();
    const first = navigation.findOpenProblem()?.id ?? null;
    const next = await findNext();
    const message = problems.length > 0 ? `Done. Still open: ${problems.join(', ')}.` : 'Done.';
    const goBack = async () => {
      await workspace.openArticle(id);
      if (first !== null) actions.select(first, { reveal: true });
    };
    // The next article does not wait until the last one is written.
    const [written, opened] = await Promise.allSettled([
      session.run('article.setStatus', { ids: [id], status: 'done' }),
      next === null ? null : workspace.openArticle(next),
    ]);
    if (written.status === 'rejected') {
      // It is not done: nobody shall believe so because another one is open.
      if (next !== null) await workspace.openArticle(id);
      throw written.reason;
    }
    if (opened.status === 'rejected') throw opened.reason;
    workspace.toast({
      message: next === null ? `${message} That was the last unfinished article.` : message,
      action: {
        label: problems.length > 0 ? 'Show the first' : 'Show',
        run: () => actions.send(goBack()),
      },
    });
  };

  return () => {
    const article = actions.getArticle();
    if (article) actions.send(finish(article.article.id));
  };
}
