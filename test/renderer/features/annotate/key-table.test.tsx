import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { card, openAnnotate, withText } from './annotate-window.tsx';
import { buildMark } from './marks.ts';

const words = 'Ida Lund said: “No.” “Never,” she said. “Go,” he said. The pier is safe.';
const quotation = (id: string, content: string, fields = {}) =>
  buildMark(words, id, 'quotation', { content }, { label: 'direct', ...fields });

/** Three quotations: of Tom, of nobody, and a suggested one. */
async function openQuotations() {
  const shown = withText(words, [
    quotation('first', '“No.”', { speakerId: 'tom' }),
    quotation('second', '“Never,”'),
    quotation('third', '“Go,”', { state: 'suggested' }),
  ]);
  return openAnnotate({ shown });
}

/** Every key of the reader that no other test presses, in the states in which it does something, and in one in which not. */
describe('keys of the reader', () => {
  test('Shift+S takes the speaker of the quotation before, and says when there is none', async () => {
    const { find, frame, commands } = await openQuotations();
    await userEvent.keyboard('n{Shift>}s{/Shift}');
    await expect.poll(frame.announced.getState).toBe('No earlier quotation has a speaker.');
    expect(commands()).toEqual([]);
    await userEvent.keyboard('n{Shift>}s{/Shift}');
    await expect.poll(() => find('second')?.speakerId).toBe('tom');
    expect(frame.announced.getState()).toBe('Speaker: Tom Okafor');
  });

  test('Shift+S takes over that the source before is nobody of the cast', async () => {
    const unnamed = { attributes: { source_kind: 'unnamed' } };
    const shown = withText(words, [
      quotation('first', '“No.”', unnamed),
      quotation('second', '“Never,”'),
    ]);
    const { find, frame } = await openAnnotate({ shown });
    await userEvent.keyboard('nn{Shift>}s{/Shift}');
    await expect.poll(() => find('second')?.attributes['source_kind']).toBe('unnamed');
    expect(find('second')?.speakerId).toBeNull();
    expect(frame.announced.getState()).toBe('Source: unnamed, nobody of the cast');
  });

  test('U and Shift+U go to suggestions only, A and X need one', async () => {
    const { frame, find } = await openQuotations();
    await userEvent.keyboard('na');
    await expect.poll(frame.announced.getState).toBe('Select a suggestion first (U)');
    await userEvent.keyboard('u');
    await expect.poll(frame.opened.getState()?.mode.getState ?? (() => '')).toContain('3/3');
    await userEvent.keyboard('{Shift>}u{/Shift}');
    await expect.poll(frame.announced.getState).toBe('No suggestion left to review.');
    await userEvent.keyboard('x');
    await expect.poll(() => find('third')?.state).toBe('rejected');
  });

  test('0 clears the type, a digit of no label changes nothing and says so', async () => {
    const { find, frame } = await openQuotations();
    await userEvent.keyboard('n9');
    await expect.poll(frame.announced.getState).toBe('No label has the key 9.');
    expect(find('first')?.label).toBe('direct');
    await userEvent.keyboard('0');
    await expect.poll(() => find('first')?.label).toBeNull();
  });

  test('R marks with the last label again, and says when there was none', async () => {
    const { frame, commands } = await openQuotations();
    await userEvent.keyboard('r');
    await expect.poll(frame.announced.getState).toBe('Nothing has been marked yet.');
    await userEvent.keyboard('{Shift>}{ArrowRight>8/}{/Shift}1');
    await expect.poll(commands).toHaveLength(1);
    await userEvent.keyboard('{End}{ArrowLeft}r');
    await expect.poll(commands).toHaveLength(2);
    expect(commands()).toMatchObject([
      ['annotation.create', { layer: 'mention', label: 'person' }],
      ['annotation.create', { layer: 'mention', label: 'person' }],
    ]);
  });

  test('H and L grow and Shift+H and Shift+L shrink the selected mark by a word', async () => {
    const { find } = await openQuotations();
    await userEvent.keyboard('n');
    await expect.poll(card).toBe('Quotation');
    // Any other command stores what is drawn.
    await userEvent.keyboard('hhll{Shift>}hl{/Shift}{Escape}');
    await expect.poll(() => find('first')?.segments[0]?.exact).toBe('said: “No.” “Never');
  });

  test('O in a mark selects it, and without one says so', async () => {
    const { frame } = await openQuotations();
    await userEvent.keyboard('o');
    await expect.poll(frame.announced.getState).toBe('There is no mark at the caret.');
    await userEvent.keyboard('n{ArrowRight}o');
    await expect.poll(card).toBe('Quotation');
  });

  test('Shift+N and Shift+P open the articles around, and say at an end that there is none', async () => {
    const { inputsOf, frame } = await openQuotations();
    await userEvent.keyboard('{Shift>}p{/Shift}');
    await expect.poll(frame.announced.getState).toBe('This is the first article.');
    await userEvent.keyboard('{Shift>}n{/Shift}');
    await expect
      .poll(() => inputsOf('engine', 'article.open').at(-1))
      .toMatchObject({ id: 'article-1' });
  });

  test('T tags the article, / finds in it, ? lists the keys', async () => {
    await openQuotations();
    const dialog = () => document.querySelector('[role=dialog]');
    await userEvent.keyboard('t');
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Tags');
    await userEvent.keyboard('{Escape}');
    await expect.poll(dialog).toBeNull();
    await userEvent.keyboard('/');
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Find in article'); // prettier-ignore
    await userEvent.keyboard('{Escape}?');
    await expect.poll(dialog).not.toBeNull();
  });
});
