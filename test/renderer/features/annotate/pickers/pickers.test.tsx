import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { inText, openAnnotate, withText } from '../annotate-window.tsx';
import { buildMark, buildPerson } from '../marks.ts';

const field = (name: string) => page.getByRole('combobox', { name });
const fieldElement = (name: string) => {
  const element = field(name).element();
  if (!(element instanceof HTMLInputElement)) throw new TypeError('not a field');
  return element;
};
const optionTexts = () =>
  [...document.querySelectorAll('[role=dialog] [role=option]')].map(
    ({ textContent }) => textContent ?? '',
  );

/** The speaker's choice at the quotation without a source. */
async function openForUnnamed() {
  const opened = await openAnnotate();
  await userEvent.keyboard('nnnn{Enter}');
  await expect.element(field('Speaker')).toHaveFocus();
  return opened;
}

describe('the choice of a speaker', () => {
  test('digits choose while nothing is typed', async () => {
    const { commands, find } = await openForUnnamed();
    expect(optionTexts().join()).toMatch(/Tom.*Eva.*Unnamed source/);
    await userEvent.keyboard('2');
    expect(commands()).toEqual([['annotation.update', { id: 'mixed', speakerId: 'eva' }]]);
    expect(find('mixed')?.speakerId).toBe('eva');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.poll(inText).toBe(true);
  });

  test('digits are text once something is typed', async () => {
    const { commands } = await openForUnnamed();
    await userEvent.keyboard('Unit 2');
    await expect.element(field('Speaker')).toHaveValue('Unit 2');
    expect(commands()).toEqual([]);
  });

  test('a name that the cast does not have is proposed, selected, and added by Shift+Enter as one step', async () => {
    const { commands, find } = await openAnnotate();
    await userEvent.keyboard('nn{Enter}');
    await expect.element(field('Speaker')).toHaveFocus();
    await expect.element(field('Speaker')).toHaveValue('Ana Ruiz');
    const { selectionStart, selectionEnd } = fieldElement('Speaker');
    expect([selectionStart, selectionEnd]).toEqual([0, 'Ana Ruiz'.length]);
    expect(optionTexts()[0]).toContain('Add “Ana Ruiz” (person)');
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject([
      'batch.run',
      {
        calls: [
          { name: 'entity.create', input: { name: 'Ana Ruiz', type: 'person' } },
          { name: 'annotation.update', input: { id: 'direct' } },
        ],
      },
    ]);
    expect(find('direct')?.speakerId).not.toBeNull();
    await expect.poll(inText).toBe(true);
  });

  test('the first letter typed takes the place of what was proposed', async () => {
    await openAnnotate();
    await userEvent.keyboard('nn{Enter}');
    await expect.element(field('Speaker')).toHaveValue('Ana Ruiz');
    await userEvent.keyboard('e');
    await expect.element(field('Speaker')).toHaveValue('e');
    await expect.poll(() => optionTexts()[0]).toContain('Eva Stone');
  });

  test('Tab turns the type of what is added, and a click on a type sets it', async () => {
    const { commands } = await openForUnnamed();
    await userEvent.keyboard('Harbour Line{Tab}');
    await expect.poll(() => optionTexts()[0]).toContain('Add “Harbour Line” (organisation)');
    await page.getByRole('radio', { name: 'Group' }).click();
    await userEvent.keyboard('{Enter}');
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject([
      'batch.run',
      { calls: [{ input: { name: 'Harbour Line', type: 'group' } }, { input: { id: 'mixed' } }] },
    ]);
  });

  test('a name close to one of the cast can be added to it as another name', async () => {
    const { commands, find } = await openForUnnamed();
    await userEvent.keyboard('E. Stone');
    await page.getByRole('option', { name: 'Add “E. Stone” as another name of Eva Stone' }).click();
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject([
      'batch.run',
      { calls: [{ input: { id: 'eva', aliases: ['E. Stone'] } }, { input: { speakerId: 'eva' } }] },
    ]);
    expect(find('mixed')?.speakerId).toBe('eva');
  });

  test('a source without a name is settled without a cast entry', async () => {
    const { commands } = await openForUnnamed();
    await page.getByRole('option', { name: /Unnamed source/ }).click();
    expect(commands()).toEqual([
      [
        'annotation.update',
        { id: 'mixed', speakerId: null, attributes: { source_kind: 'unnamed' } },
      ],
    ]);
    await expect.poll(inText).toBe(true);
  });

  test('arrows and Enter choose; the row after the matches adds what was typed', async () => {
    const { commands } = await openForUnnamed();
    await userEvent.keyboard('stone{ArrowDown}');
    await expect.poll(() => optionTexts()[1]).toContain('Add “stone”');
    await userEvent.keyboard('{Enter}');
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject([
      'batch.run',
      { calls: [{ input: { name: 'stone' } }, { input: { id: 'mixed' } }] },
    ]);
  });

  test('Esc, Tab and a press outside leave everything as it is and give the focus back', async () => {
    const { commands } = await openForUnnamed();
    for (const leave of ['{Escape}', '{Tab}']) {
      await userEvent.keyboard(leave);
      await expect.poll(inText).toBe(true);
      await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
      await userEvent.keyboard('{Enter}');
      await expect.element(field('Speaker')).toHaveFocus();
    }
    await userEvent.click(document.body, { position: { x: 4, y: 4 } });
    await expect.poll(inText).toBe(true);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(commands()).toEqual([]);
  });
});

test('a linked mark can be unlinked', async () => {
  const { commands } = await openAnnotate();
  await userEvent.keyboard('nnn{Enter}');
  await expect.element(field('Cast entry')).toHaveFocus();
  await page.getByRole('option', { name: 'No link' }).click();
  await expect.poll(commands).toEqual([['annotation.update', { id: 'tom-1', entityId: null }]]);
});

test('the claim of a mark is chosen among those that say the same, or made anew', async () => {
  const { commands } = await openAnnotate();
  await userEvent.keyboard('n');
  await page.getByRole('button', { name: /the claim…/ }).click();
  await expect.element(field('Which claim is this?')).toHaveFocus();
  expect(optionTexts()[0]).toContain('Two regional hospitals');
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
  await expect.poll(commands).toHaveLength(1);
  expect(commands()[0]).toMatchObject([
    'batch.run',
    { calls: [{ name: 'claim.create' }, { name: 'annotation.update', input: { id: 'claim' } }] },
  ]);
  await expect.poll(inText).toBe(true);
});

describe('the type of a cast entry', () => {
  test('the same digit twice gives the entry the type of its mention', async () => {
    const { commands, frame } = await openAnnotate();
    await userEvent.keyboard('nnn3');
    await expect.poll(commands).toEqual([['annotation.update', { id: 'tom-1', label: 'place' }]]);
    expect(frame.announced.getState()).toBe('Place. 3 again: Tom Okafor in the cast too');
    await userEvent.keyboard('3');
    await expect.poll(commands).toHaveLength(2);
    expect(commands()[1]).toMatchObject([
      'batch.run',
      { calls: [{ name: 'entity.update', input: { id: 'tom', type: 'place' } }] },
    ]);
  });

  test('is changed by a click in the choice of a linked mention, which goes along', async () => {
    const { commands } = await openAnnotate();
    await userEvent.keyboard('nnn{Enter}');
    await expect.element(field('Cast entry')).toHaveFocus();
    const types = page.getByRole('radiogroup', { name: 'Type of Tom Okafor in the cast' });
    await expect.element(types.getByRole('radio', { name: 'Person' })).toBeChecked();
    await types.getByRole('radio', { name: 'Group' }).click();
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject([
      'batch.run',
      {
        calls: [
          { name: 'entity.update', input: { id: 'tom', type: 'group' } },
          { name: 'annotation.update', input: { id: 'tom-1', label: 'group' } },
        ],
      },
    ]);
    await expect.element(field('Cast entry')).toHaveFocus();
  });
});

describe('a source that is no name', () => {
  /** The speaker's choice at the last of some marks: a quotation whose source are the words given. */
  async function openForSource(words: string, said: string) {
    const quotation = buildMark(words, 'q', 'quotation', { content: '“No,”', source: said });
    const tom = buildMark(words, 'tom-1', 'mention', { span: 'Tom Okafor' }, { entityId: 'tom' });
    const opened = await openAnnotate({ shown: withText(words, [tom, quotation]) });
    await userEvent.keyboard('nn{Enter}');
    await expect.element(field('Speaker')).toHaveFocus();
    await expect.element(field('Speaker')).toHaveValue('');
    return opened;
  }

  test('a pronoun is first who was named last, and is never added itself', async () => {
    const words = 'Tom Okafor left. “No,” he said.';
    const { find } = await openForSource(words, 'he');
    expect(optionTexts()[0]).toContain('Tom Okafor');
    expect(optionTexts().join()).not.toContain('Add');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => find('q')?.speakerId).toBe('tom');
  });

  test('a pronoun may stand for a name that only the text has: added and linked by one digit', async () => {
    const words = 'Tom Okafor met Ida Lund. “No,” She said.';
    const { commands } = await openForSource(words, 'She');
    expect(optionTexts()[0]).toContain('Add “Ida Lund”Person');
    expect(optionTexts()[1]).toContain('Tom Okafor');
    await userEvent.keyboard('1');
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject([
      'batch.run',
      { calls: [{ name: 'entity.create', input: { name: 'Ida Lund' } }, { input: { id: 'q' } }] },
    ]);
  });

  test('one that is described is settled without a cast entry by the first choice', async () => {
    const words = 'Tom Okafor left. “No,” a ministry official said.';
    const { find } = await openForSource(words, 'a ministry official');
    expect(optionTexts()[0]).toContain('Described source: no cast entry');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => find('q')?.attributes).toEqual({ source_kind: 'described' });
    expect(find('q')?.speakerId).toBeNull();
  });
});

describe('S at a quotation that nobody is credited with', () => {
  test('finds source and cue in the sentence, and links whom the cast knows', async () => {
    const { commands, find } = await openAnnotate();
    await userEvent.keyboard('nnnns');
    await expect.poll(() => find('mixed')?.speakerId).toBe('tom');
    expect(find('mixed')?.segments.map(({ role, exact }) => `${role}: ${exact}`)).toEqual([
      'content: “omits every cost”',
      'source: Opposition leader Tom Okafor',
      'cue: said',
    ]);
    expect(commands()).toHaveLength(2);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  });

  test('whom the cast does not know is proposed; V alone finds the cue, and says when there is none', async () => {
    const words = 'It rained. “No,” warned Mayor Ida Lund on Monday.\n“Yes.”';
    const first = buildMark(words, 'q', 'quotation', { content: '“No,”' });
    const second = buildMark(words, 'r', 'quotation', { content: '“Yes.”' });
    const { find, frame } = await openAnnotate({ shown: withText(words, [first, second]) });
    await userEvent.keyboard('nv');
    await expect.poll(() => find('q')?.segments.at(-1)?.exact).toBe('warned');
    await userEvent.keyboard('s');
    await expect.element(field('Speaker')).toHaveValue('Ida Lund');
    expect(find('q')?.segments.find(({ role }) => role === 'source')?.exact).toBe('Mayor Ida Lund');
    await userEvent.keyboard('{Escape}nv');
    await expect
      .poll(frame.announced.getState)
      .toBe('No cue found. Put the caret on it, or select it.');
  });
});

test('“the official” is nobody of a cast that has bodies only', async () => {
  const words = 'The board met. “No,” the official said. “Never.”';
  const board = { ...buildPerson('board', 'The board'), type: 'organisation' };
  const quotation = buildMark(words, 'q', 'quotation', {
    content: '“No,”',
    source: 'the official',
  });
  const { frame } = await openAnnotate({ shown: withText(words, [quotation]), members: [board] });
  await userEvent.keyboard('n{Enter}');
  await expect.element(field('Speaker')).toHaveFocus();
  expect(optionTexts()[0]).toContain('Described source: no cast entry');
  expect(optionTexts()[1]).toContain('The board');
  // What follows in the paragraph credits nobody: it goes on.
  await userEvent.keyboard('{Escape}jq');
  await expect
    .poll(frame.announced.getState)
    .toBe('Nobody is credited here: Shift+Q joins it to the quotation before.');
});
