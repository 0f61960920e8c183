import { describe, expect, test } from 'vitest';
import { createAnnotateStore } from '../../../../../renderer/features/annotate/annotate-store.ts';
import { createActions } from '../../../../../renderer/features/annotate/marks/actions.ts';
import { createResizing } from '../../../../../renderer/features/annotate/marks/resizing.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { codePoints, type Span } from '../../../../../shared/text/offsets.ts';
import { articleInput } from '../../../../helpers/project.ts';
import { openSession } from '../../../state/open-session.ts';

const texts = [
  '😀 Walls',
  '“The wall will hold,” Ms. Ada Quill said, “for a year.” Then: “Nobody came.”',
  'Ada Quill’s office would not say more. The wall is new.',
];

describe('Q, E and C', () => {
  test('with a selection leave the selected mark alone, byte for byte', async () => {
    const { actions, select, marks, at, store } = await openArticle();
    select('will hold');
    actions.markQuotation();
    const first = await marks();
    select(' Ada Quill ');
    expect(store.getState().selectedId).toBeNull();
    actions.applyDigit('2');
    const both = await marks();
    expect(both.find(({ id }) => id === first[0]?.id)).toEqual(first[0]);
    expect(both.map(({ layer, label, words }) => [layer, label, words])).toEqual([
      ['quotation', 'indirect', 'content: will hold'],
      ['mention', 'organisation', 'span: Ada Quill'],
    ]);
    at('Nobody');
    actions.applyDigit('2');
    expect(await marks()).toEqual(both);
  });

  test.each<[Settings['snap'], 'mouse' | 'keys', string, string]>([
    ['word', 'mouse', 'Quill’s offi', 'Quill’s office'],
    ['word', 'mouse', 'da Quil', 'Ada Quill'],
    ['word', 'keys', 'da Quill ', 'da Quill'],
    ['off', 'mouse', 'da Quil', 'da Quil'],
    ['off', 'keys', 'said, ', 'said,'],
    ['word', 'keys', 'said, ', 'said'],
  ])('with snapping %s a selection by %s of %j marks %j', async (snap, by, made, marked) => {
    const { actions, select, marks } = await openArticle(snap);
    select(made, by);
    actions.markMention();
    expect((await marks())[0]?.words).toBe(`span: ${marked}`);
  });

  test('0 clears the type of a quotation, R gives the last one again', async () => {
    const { actions, at, marks, store } = await openArticle();
    at('wall will');
    actions.markQuotation();
    actions.applyDigit('3');
    actions.applyDigit('0');
    expect((await marks())[0]?.label).toBeNull();
    store.setState({ lastLabel: { layer: 'quotation', label: 'mixed' } });
    actions.repeatLast();
    at('Nobody');
    actions.repeatLast();
    expect((await marks()).map(({ label }) => label)).toEqual(['mixed', 'mixed']);
  });
});

describe('a quotation in parts', () => {
  test('is selected, not marked again, where Q takes exactly one of its pieces', async () => {
    const { actions, at, marks, store } = await openArticle();
    at('wall will');
    actions.markQuotation();
    at('for a year');
    actions.markQuotation();
    await marks();
    actions.addToQuotation('content');
    const [joined, ...others] = await marks();
    expect(others).toEqual([]);
    at('for a year');
    actions.markQuotation();
    expect(await marks()).toHaveLength(1);
    expect(store.getState().selectedId).toBe(joined?.id);
  });

  test('Q on the second half offers to join, Shift+Q joins it as one step', async () => {
    const { actions, at, marks, told, project, session } = await openArticle();
    at('wall will');
    actions.markQuotation();
    const [first] = await marks();
    at('a year');
    actions.markQuotation();
    await marks();
    expect(told.at(-1)).toMatch(/Shift\+Q joins/);
    actions.addToQuotation('content');
    const joined = await marks();
    expect(joined).toMatchObject([
      { id: first?.id, words: 'content: “The wall will hold,” | content: “for a year.”' },
    ]);
    await session.undo();
    expect(await marks()).toHaveLength(2);
    at('Nobody');
    told.length = 0;
    actions.markQuotation();
    // Another sentence: it may go on, but is no half of one.
    expect(told).toEqual(['Nobody is credited here: Shift+Q joins it to the quotation before.']);
    expect(project.check().faults).toEqual([]);
  });

  test('H and L move the piece at the caret, and pieces that meet become one', async () => {
    const { actions, at, marks, resizing, store } = await openArticle();
    at('wall will');
    actions.markQuotation();
    at('a year');
    actions.markQuotation();
    actions.addToQuotation('content');
    const id = (await marks())[0]?.id ?? '';
    const atPiece = (words: string) => {
      at(words);
      store.setState({ selectedId: id });
    };
    atPiece('a year');
    resizing.byWord({ edge: 'end', direction: 'outward' });
    resizing.byWord({ edge: 'end', direction: 'outward' });
    resizing.byWord({ edge: 'end', direction: 'inward' });
    resizing.flush();
    expect((await marks())[0]?.words).toBe(
      'content: “The wall will hold,” | content: “for a year.” Then',
    );
    atPiece('wall will');
    for (let i = 0; i < 5; i++) resizing.byWord({ edge: 'end', direction: 'outward' });
    resizing.flush();
    expect(await marks()).toMatchObject([
      { id, words: 'content: “The wall will hold,” Ms. Ada Quill said, “for a year.” Then' },
    ]);
    resizing.dispose();
  });
});

describe('merging, splitting, converting', () => {
  test('the selected mark takes in its neighbour of the same kind', async () => {
    const { actions, select, marks } = await openArticle();
    select('Ada');
    actions.markMention();
    select('The wall is');
    actions.markClaim();
    select('Quill');
    actions.markMention();
    actions.merge(-1);
    expect((await marks()).map(({ words }) => words)).toEqual([
      'span: Ada Quill',
      'span: The wall is',
    ]);
  });

  test('a mark is cut at the caret or around a selection, and each piece keeps what it is', async () => {
    const { actions, at, select, marks, session, store } = await openArticle();
    select('The wall will hold');
    actions.markClaim();
    const [whole] = await marks();
    at('will hold');
    store.setState({ selectedId: whole?.id ?? null });
    actions.splitHere();
    const cut = await marks();
    expect(cut.map(({ words }) => words)).toEqual(['span: The wall', 'span: will hold']);
    expect(cut.map(({ claimId }) => claimId)).toEqual([whole?.claimId, whole?.claimId]);
    expect(cut[0]?.id).toBe(whole?.id);
    await session.undo();
    select('wall will');
    actions.splitHere();
    expect((await marks()).map(({ words }) => words)).toEqual([
      'span: The',
      'span: wall will',
      'span: hold',
    ]);
  });

  test('a quotation becomes a claim of its speaker, and an entity a quotation, under the same id', async () => {
    const { actions, at, marks, session, store } = await openArticle();
    const speakerId = [...session.store.getState().entities.keys()][0] ?? '';
    at('wall will');
    actions.markQuotation();
    const id = store.getState().selectedId ?? '';
    actions.update({ id, speakerId, note: 'Check this', doubt: true });
    actions.convertTo('claim');
    const [claim] = await marks();
    expect(claim).toMatchObject({ id, layer: 'claim', note: 'Check this', doubt: true });
    expect(session.store.getState().claims.get(claim?.claimId ?? '')?.claim).toMatchObject({
      statement: 'The wall will hold',
      claimantId: speakerId,
    });
    actions.convertTo('mention');
    actions.convertTo('quotation');
    expect(await marks()).toMatchObject([
      { id, layer: 'quotation', label: 'direct', claimId: null, note: 'Check this' },
    ]);
  });

  test('the same words are marked in another layer beside the mark', async () => {
    const { actions, select, marks } = await openArticle();
    select('Ada Quill');
    actions.markMention();
    const own = actions.selected();
    if (own) actions.markSameSpan(own, 'claim');
    const made = (await marks()).map(({ layer, words }) => `${layer} ${words}`).sort();
    expect(made).toEqual(['claim span: Ada Quill', 'mention span: Ada Quill']);
  });
});

test('an armed label marks what is selected, without it selecting marks nothing', async () => {
  const { actions, select, marks, store } = await openArticle();
  select('Ada Quill');
  actions.markArmed();
  expect(await marks()).toEqual([]);
  store.setState({ armed: { layer: 'mention', label: 'group' } });
  actions.markArmed();
  select('The wall is new.');
  store.setState({ armed: { layer: 'claim', label: null } });
  actions.markArmed();
  expect((await marks()).map(({ label, words }) => [label, words])).toEqual([
    ['group', 'span: Ada Quill'],
    [null, 'span: The wall is new.'],
  ]);
});

/** The actions of the Annotate view over a real project, without a reader, on an article of these texts. */
async function openArticle(snap: Settings['snap'] = 'word') {
  const opened = await openSession();
  const { project, session } = opened;
  project.run('article.create', articleInput('b', texts));
  await session.openArticle('b');
  const store = createAnnotateStore();
  const told: string[] = [];
  const deps = {
    session,
    store,
    reader: () => null,
    tell: (line: string) => void told.push(line),
    offerUndo: () => undefined,
    snap: () => snap,
    advances: () => true,
    fail: (error: unknown) => void opened.errors.push(error),
  };
  const actions = createActions(deps);
  const text = actions.getArticle()?.revision.text ?? '';
  const spanOf = (words: string): Span => {
    const at = text.indexOf(words);
    if (at < 0) throw new RangeError(`no “${words}”`);
    const start = Array.from(text.slice(0, at)).length;
    return { start: codePoints(start), end: codePoints(start + Array.from(words).length) };
  };
  return {
    ...opened,
    store,
    actions,
    told,
    resizing: createResizing(deps, actions),
    /** Put the caret before some words. */
    at: (words: string) =>
      store.setState({ caret: spanOf(words).start, span: null, selectedId: null }),
    select: (words: string, by: 'mouse' | 'keys' = 'keys') => {
      const span = spanOf(words);
      store.setState({ caret: span.end, span, selectedId: null, byMouse: by === 'mouse' });
    },
    /** The marks as stored, once all that was sent is, with their words by role. */
    marks: async () => {
      await expect.poll(() => session.store.getState().pending).toBe(0);
      expect(opened.errors).toEqual([]);
      return actions.ordered().map(({ segments, updatedAt, ...rest }) => {
        void updatedAt;
        return {
          ...rest,
          words: segments.map(({ role, exact }) => `${role}: ${exact}`).join(' | '),
        };
      });
    },
  };
}
