import { onTestFinished } from 'vitest';
import { toFailure } from '../../../electron/handlers/dispatch.ts';
import { createEngineHandlers } from '../../../electron/handlers/engine-handlers.ts';
import { createLocalBridge } from '../../../renderer/bridge/local-bridge.ts';
import { createSession } from '../../../renderer/state/session.ts';
import type { SessionState } from '../../../renderer/state/session-state.ts';
import { engineContract, type EngineContract } from '../../../shared/contract/engine.ts';
import type { EngineEvents } from '../../../shared/contract/views.ts';
import { sampleDataset } from '../../helpers/exports.ts';
import { makeProject } from '../../helpers/project.ts';
import { createCannedClients } from '../canned.ts';

/** A project in a folder of the test, with the sample in it. */
export function makeSampleProject() {
  const project = makeProject();
  const dataset = sampleDataset();
  project.run('dataset.import', { dataset });
  const articleId = project.read.articleIds('with')[0];
  if (articleId === undefined) throw new TypeError('the sample has no article');
  return { project, articleId, dataset };
}

/** A session over a real engine that holds the sample, its first article open. */
export async function openSession() {
  const made = makeSampleProject();
  return { ...(await openSessionOf(made)), dataset: made.dataset };
}

/**
 * A session over a real engine that holds a project, one of its articles open. `channels` names the calls in their order.
 *
 * @param onCall Called before each call reaches the engine.
 */
export async function openSessionOf(
  { project, articleId }: Pick<ReturnType<typeof makeSampleProject>, 'project' | 'articleId'>,
  onCall: (channel: string) => void = () => undefined,
) {
  const handlers = createEngineHandlers(project, {
    resolveGrant: (grant) => grant,
    appVersion: '9.9.9',
  });
  const { client, emit, close } = createLocalBridge<EngineContract, EngineEvents>(
    engineContract,
    handlers,
    { toFailure },
  );
  project.onStep((step) => emit('step', step));
  const channels: string[] = [];
  const engine: typeof client = {
    ...client,
    call(channel, input, options) {
      channels.push(channel);
      onCall(channel);
      return client.call(channel, input, options);
    },
  };
  const errors: unknown[] = [];
  const session = createSession(
    { ...createCannedClients({}), engine },
    (error) => errors.push(error),
    (work) => {
      work();
      return () => undefined;
    },
  );
  onTestFinished(() => {
    session.dispose();
    close();
  });
  await session.load();
  await session.openArticle(articleId);
  /** Every event that was sent before is here, and what it made the session fetch. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) await client.call('history.state', {});
  };
  return { project, session, articleId, channels, errors, settle, emit };
}

/** The article and cast of a session as the engine would tell them now, and as the session has them. */
export function compareWithEngine(opened: Awaited<ReturnType<typeof openSessionOf>>) {
  const { project, session, articleId } = opened;
  const view = project.read.article(articleId);
  const { article, entities } = session.store.getState();
  const byId = <Row extends { readonly id: string }>(rows: Iterable<Row>) =>
    [...rows].sort((left, right) => (left.id < right.id ? -1 : 1));
  return {
    told: {
      ...view,
      annotations: byId(view.annotations),
      unplaced: byId(view.unplaced),
      comments: byId(view.comments),
    },
    shown: article && {
      ...article,
      annotations: byId(article.annotations.values()),
      unplaced: byId(article.unplaced.values()),
      comments: byId(article.comments.values()),
    },
    toldCast: byId(project.read.list('entity', {})),
    shownCast: byId(entities.values()),
  };
}

/** What the session shows of its parts that commands change. */
export function scene({ article, entities, claims, pending }: SessionState) {
  return { article, entities, claims, pending };
}
