import { expect, test } from 'vitest';
import type { Workspace } from '../../../../renderer/app/workspace.ts';
import { createFinish } from '../../../../renderer/features/annotate/finish.ts';
import type { Actions } from '../../../../renderer/features/annotate/marks/actions.ts';
import type { Navigation } from '../../../../renderer/features/annotate/marks/navigation.ts';
import { openSession } from '../../state/open-session.ts';

/** Finish an article and tell what was opened, said and reported. */
async function finish(articleId: string | null) {
  const { session, articleId: first } = await openSession();
  const id = articleId ?? first;
  const opened: string[] = [];
  const toasts: string[] = [];
  let work: Promise<unknown> = Promise.resolve();
  const workspace = {
    session,
    openArticle: async (next: string) => void opened.push(next),
    toast: ({ message }: { readonly message: string }) => void toasts.push(message),
  } as unknown as Workspace;
  const actions = {
    getArticle: () => ({ article: { id } }),
    send: (sent: Promise<unknown>) => (work = sent),
  } as unknown as Actions;
  const navigation = {
    listOpenProblems: () => [],
    findOpenProblem: () => null,
  } as unknown as Navigation;
  createFinish(workspace, actions, navigation, async () => 'next')();
  const failure = await work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { opened, toasts, failure };
}

test('the next article is open when one is finished', async () => {
  expect(await finish(null)).toEqual({ opened: ['next'], toasts: ['Done.'], failure: null });
});

test('an article whose status could not be written is the open one, and nothing says that it is done', async () => {
  const { opened, toasts, failure } = await finish('nowhere');
  expect(opened).toEqual(['next', 'nowhere']);
  expect(toasts).toEqual([]);
  expect(failure).toContain('article');
});
