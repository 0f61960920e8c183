import { expect } from 'vitest';
import { toOpenArticle } from '../../../../renderer/state/apply-changes.ts';
import { predictStep, type Call, type Scene } from '../../../../renderer/state/in-flight.ts';
import type { EngineContract } from '../../../../shared/contract/engine.ts';
import type { ArticleView, ClaimView, CommandOutcome } from '../../../../shared/contract/views.ts';
import type { Annotation, Comment, Entity } from '../../../../shared/records/records.ts';
import { invertChanges, type Change } from '../../../../shared/records/change.ts';
import { plainTextDocument } from '../../../../shared/text/plain-document.ts';
import { buildSpan, type Span } from '../../../../shared/text/offsets.ts';
import { buildArticle, buildProject, toOpening, type Answers } from '../../canned.ts';
import { openWindow } from '../../window.tsx';
import { buildMark, buildPerson } from './marks.ts';

const view = buildArticle('article-0');
const { text } = view.revision;

/** Cast of the window: one who is near, one who is not in the article. */
export const cast = [buildPerson('tom', 'Tom Okafor'), buildPerson('eva', 'Eva Stone')];

/** Marks of the window's article, in the order of the text. */
export const marks = [
  buildMark(text, 'claim', 'claim', { span: 'Two regional hospitals are to close in the spring.' }),
  buildMark(
    text,
    'direct',
    'quotation',
    {
      content: '“We signed in the open, and everyone was told in March,”',
      source: 'the finance minister, Ana Ruiz',
      cue: 'said',
    },
    { label: 'direct' },
  ),
  buildMark(text, 'tom-1', 'mention', { span: 'Tom Okafor' }, { label: 'person', entityId: 'tom' }),
  buildMark(text, 'mixed', 'quotation', { content: '“omits every cost”' }, { label: 'mixed' }),
];

/**
 * An engine that answers from memory: it does what the window predicts, tells of it as a step, and can take back. The laws of
 * predictions are tested against the real one.
 */
function createEngine(
  shown: ArticleView,
  cast: readonly Entity[],
  tell: (changes: readonly Change[], label: string) => void,
) {
  let scene: Scene = {
    article: toOpenArticle(shown),
    entities: new Map(cast.map((entity) => [entity.id, entity])),
  };
  const done: (readonly Change[])[] = [];
  const commit = (changes: readonly Change[], label: string): CommandOutcome => {
    if (changes.length > 0) tell(changes, label);
    return { stepId: 'step', label, changes, value: null };
  };
  return {
    'command.run': ({ name, input }) => {
      const calls = name === 'batch.run' ? (input as { calls: readonly Call[] }).calls : [{ name, input } as Call]; // prettier-ignore
      const now = '2026-11-23T10:00:00.000Z';
      const step = predictStep(scene, { calls, annotatorId: 'ann', now });
      scene = step.scene;
      done.push(step.changes);
      return commit(step.changes, name);
    },
    'history.undo': () => {
      const changes = invertChanges(done.pop() ?? []);
      return commit(changes, 'Last step');
    },
    'history.list': () =>
      done
        .map((changes, index) => ({
          stepId: `step-${index}`,
          command: 'annotation.update',
          label: `Step ${index + 1}`,
          annotator: 'Ann',
          at: '2026-11-23T10:00:00.000Z',
          changeCount: changes.length,
          undone: false,
          changes,
        }))
        .reverse(),
    'entity.list': () => cast.map((entity) => ({ entity, mentions: 0, quotations: 0, articles: 0, claims: 0 })), // prettier-ignore
    'entity.places': () => [],
    'article.open': () => toOpening(shown),
  } satisfies Answers<EngineContract>;
}

/** The window's article with another text and its marks. */
export function withText(words: string, annotations: readonly Annotation[]): ArticleView {
  const document = plainTextDocument(words.split('\n'));
  return { ...view, annotations, revision: { ...view.revision, document, text: words } };
}

/** The Annotate view with its article open and the focus in the text. */
export async function openAnnotate({
  shown = withText(text, marks),
  readOnly = null as string | null,
  comments = [] as readonly Comment[],
  claims = [] as readonly ClaimView[],
  members = cast as readonly Entity[],
} = {}) {
  const engine = createEngine(shown, members, (changes, label) => {
    const history = { undo: { label, command: label }, redo: null } as never;
    clients.engine.emit('step', { stepId: 'step', label, command: label, value: null, changes, history }); // prettier-ignore
  });
  const opened = await openWindow({
    articles: 3,
    engine: {
      ...engine,
      'article.open': () => toOpening({ ...shown, comments }),
      'claim.list': () => claims,
      'project.get': () => ({ ...buildProject(3), readOnly }),
    },
  });
  const { clients, frame, inputsOf } = opened;
  const project = () => frame.opened.getState()?.session.store.getState().project;
  // The first window of a run fetches every module of the view.
  await expect.poll(project, { timeout: 10_000 }).toBeTruthy();
  await frame.opened.getState()?.openArticle('article-0');
  // The first time the code of the view is fetched.
  await expect.poll(inText, { timeout: 10_000 }).toBe(true);
  return {
    ...opened,
    /** Commands sent so far, as `[name, input]`. */
    commands: () =>
      inputsOf('engine', 'command.run').map((input) => {
        const call = input as { readonly name: string; readonly input: unknown };
        return [call.name, call.input];
      }),
    /** The mark as the window has it. */
    find: (id: string) =>
      frame.opened.getState()?.session.store.getState().article?.annotations.get(id),
  };
}

/** Whether the text of the reader has the focus. */
export function inText(): boolean {
  return document.activeElement?.classList.contains('qm-text') ?? false;
}

/** Span of a part of the window's article. */
export function spanOf(part: string): Span {
  const start = [...text.slice(0, text.indexOf(part))].length;
  return buildSpan(start, start + [...part].length);
}

/** Drawn stretches of a mark. */
export function drawn(id: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`.qm-text [data-ann~="${id}"]`)];
}

/** Name of the card that the inspector shows. */
export function card(): string | null {
  return (
    document
      .querySelector('[data-pane=inspector] section[aria-label]')
      ?.getAttribute('aria-label') ?? null
  );
}
