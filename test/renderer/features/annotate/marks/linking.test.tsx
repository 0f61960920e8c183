import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { card, cast, openAnnotate, withText } from '../annotate-window.tsx';
import { codePoints } from '../../../../../shared/text/offsets.ts';
import { buildMark } from '../marks.ts';

const words = 'Lena Park met Kim. “No,” said Lena Park. They saw Lena Park and Kim.';

/** Three mentions of one name and two of another, linked to nobody. */
async function openUnlinked() {
  const found = [...words.matchAll(/Lena Park|Kim/gu)];
  const mentions = found.map(({ 0: exact, index }) => {
    const segment = { role: 'span' as const, exact, start: codePoints(index), end: codePoints(index + exact.length) }; // prettier-ignore
    return buildMark(words, `at-${index}`, 'mention', {}, { label: 'person', segments: [segment] });
  });
  const opened = await openAnnotate({ shown: withText(words, mentions), members: cast });
  const linked = () => found.map(({ index }) => opened.find(`at-${index}`)?.entityId ?? null);
  return { ...opened, linked };
}

describe('linking one of several mentions of a name', () => {
  test('adding the name to the cast links them all, as one step', async () => {
    const { linked, frame, commands } = await openUnlinked();
    await userEvent.keyboard('n{Enter}');
    await expect.element(page.getByRole('combobox', { name: 'Cast entry' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => linked()[0]).toBeTruthy();
    const id = linked()[0];
    expect(linked()).toEqual([id, null, id, id, null]);
    expect(commands()).toHaveLength(1);
    expect(frame.announced.getState()).toBe('Added Lena Park to the cast; 2 more linked');
  });

  test('a link to somebody of another name is for that mention alone', async () => {
    const { linked } = await openUnlinked();
    await userEvent.keyboard('nn');
    await expect.poll(card).toBe('Entity');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('combobox', { name: 'Cast entry' })).toHaveFocus();
    await userEvent.keyboard('Tom Okafor');
    await expect.element(page.getByRole('option', { name: /Tom Okafor/ })).toBeVisible();
    await userEvent.keyboard('{Enter}');
    await expect.poll(linked).toEqual([null, 'tom', null, null, null]);
  });
});

test('S says how many mentions it linked along with the speaker', async () => {
  const said = '“No,” Tom Okafor said. Tom Okafor left.';
  const segments = [...said.matchAll(/Tom Okafor/gu)].map(({ 0: exact, index }) => ({ role: 'span' as const, exact, start: codePoints(index), end: codePoints(index + exact.length) })); // prettier-ignore
  const marks = [
    buildMark(said, 'q', 'quotation', { content: '“No,”' }, { label: 'direct' }),
    ...segments.map((segment, i) => buildMark(said, `m${i}`, 'mention', {}, { label: 'person', segments: [segment] })), // prettier-ignore
  ];
  const { find, frame } = await openAnnotate({ shown: withText(said, marks) });
  await userEvent.keyboard('ns');
  await expect.poll(() => find('q')?.speakerId).toBe('tom');
  expect(find('m1')?.entityId).toBe('tom');
  expect(frame.announced.getState()).toBe('Speaker: Tom Okafor, and 2 more');
});

test('after all occurrences are marked the nearest is selected, and linking it links all', async () => {
  const { find, inputsOf } = await openAnnotate({ shown: withText(words, []) });
  await userEvent.keyboard('{Shift>}');
  for (let i = 0; i < 'Lena Park'.length; i++) await userEvent.keyboard('{ArrowRight}');
  await userEvent.keyboard('{/Shift}');
  await userEvent.keyboard('{Shift>}e{/Shift}');
  await expect.element(page.getByRole('button', { name: 'Mark 3 places' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(card).toBe('Entity');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('combobox', { name: 'Cast entry' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  const made = () =>
    JSON.stringify(inputsOf('engine', 'command.run')[0]).match(/"id":"[^"]+"/gu) ?? [];
  await expect
    .poll(() => made().map((id) => Boolean(find(id.slice(6, -1))?.entityId)))
    .toEqual([true, true, true]);
});
