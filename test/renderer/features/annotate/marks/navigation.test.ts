import { describe, expect, test } from 'vitest';
import { createActions } from '../../../../../renderer/features/annotate/marks/actions.ts';
import { createAnnotateStore } from '../../../../../renderer/features/annotate/annotate-store.ts';
import { createNavigation } from '../../../../../renderer/features/annotate/marks/navigation.ts';
import { codePoints } from '../../../../../shared/text/offsets.ts';
import { articleInput } from '../../../../helpers/project.ts';
import { openSession } from '../../../state/open-session.ts';

describe('listOpenProblems', () => {
  test('names what is open by number, and nothing when all is done', async () => {
    const { navigation, mark } = await openEmptyArticle();
    expect(navigation.listOpenProblems()).toEqual([]);
    await mark('q', 'quotation', [{ role: 'content', start: 33, end: 54 }], { label: 'direct' });
    await mark('m', 'mention', [{ role: 'span', start: 61, end: 70 }]);
    await mark('n', 'mention', [{ role: 'span', start: 0, end: 7 }], { state: 'suggested' });
    expect(navigation.listOpenProblems()).toEqual([
      '1 quotation without source',
      '2 entities not linked',
      '1 suggestion to review',
    ]);
  });

  test('scare quotes need no source, and a source, a speaker or its kind is enough', async () => {
    const { navigation, mark, session } = await openEmptyArticle();
    const content = { role: 'content', start: 33, end: 54 } as const;
    await mark('s', 'quotation', [content], { label: 'not_speech' });
    await mark('t', 'quotation', [content, { role: 'source', start: 55, end: 70 }]);
    const speakerId = [...session.store.getState().entities.keys()][0] ?? '';
    await mark('u', 'quotation', [content], { speakerId });
    await mark('v', 'quotation', [content], { attributes: { source_kind: 'unnamed' } });
    expect(navigation.listOpenProblems()).toEqual([]);
  });

  test('does not ask for what was rejected', async () => {
    const { navigation, mark } = await openEmptyArticle();
    await mark('m', 'mention', [{ role: 'span', start: 61, end: 70 }], { state: 'rejected' });
    await mark('q', 'quotation', [{ role: 'content', start: 33, end: 54 }], { state: 'rejected' });
    expect(navigation.listOpenProblems()).toEqual([]);
  });
});

describe('moving by marks', () => {
  test('starts at the caret, leaves out hidden and rejected marks, and says when there is none left', async () => {
    const { navigation, mark, store, told } = await openEmptyArticle();
    await mark('first', 'mention', [{ role: 'span', start: 0, end: 7 }]);
    await mark('hidden', 'claim', [{ role: 'span', start: 8, end: 12 }]);
    await mark('rejected', 'mention', [{ role: 'span', start: 13, end: 18 }], {
      state: 'rejected',
    });
    await mark('last', 'mention', [{ role: 'span', start: 61, end: 70 }]);
    navigation.toggleLayer('claim');
    store.setState({ caret: codePoints(5) });
    const path = [1, 1, -1, -1].map((direction) => {
      navigation.mark(direction === 1 ? 1 : -1);
      return store.getState().selectedId;
    });
    expect(path).toEqual(['last', 'last', 'first', 'first']);
    expect(told).toEqual(['No mark after this.', 'No mark before this.']);
  });
});

/** The actions of the Annotate view over a real project, without a reader, on an article without marks. */
async function openEmptyArticle() {
  const opened = await openSession();
  const { project, session } = opened;
  project.run('article.create', articleInput('a'));
  await session.openArticle('a');
  const store = createAnnotateStore();
  const told: string[] = [];
  const deps = {
    session,
    store,
    reader: () => null,
    tell: (line: string) => void told.push(line),
    offerUndo: () => undefined,
    snap: () => 'word' as const,
    advances: () => true,
    fail: (error: unknown) => void opened.errors.push(error),
  };
  const navigation = createNavigation(deps, createActions(deps));
  type Input = Parameters<typeof session.run<'annotation.create'>>[1];
  const mark = (
    id: string,
    layer: string,
    segments: Input['segments'],
    fields: Partial<Input> = {},
  ) => session.run('annotation.create', { id, articleId: 'a', layer, segments, ...fields });
  return { ...opened, store, navigation, told, mark };
}
