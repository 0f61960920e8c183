import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Comment } from '../../../../../shared/records/records.ts';
import { card, inText, openAnnotate } from '../annotate-window.tsx';

const inspector = () => page.getByRole('complementary', { name: 'Inspector' });
const headOf = (name: string) => inspector().getByRole('button', { name, exact: true });

async function openQuotation(options: Parameters<typeof openAnnotate>[0] = {}) {
  const opened = await openAnnotate(options);
  await userEvent.keyboard('nn');
  await expect.poll(card).toBe('Quotation');
  return opened;
}

describe('between card and text', () => {
  test('Enter on the head leads to the text, Esc there back to the head, Esc in the card to the text', async () => {
    await openQuotation();
    const head = headOf('Quotation').element();
    if (!(head instanceof HTMLElement)) throw new TypeError('no head');
    head.focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(inText).toBe(true);
    await expect.poll(card).toBe('Quotation');
    await userEvent.keyboard('{Escape}');
    await expect.element(headOf('Quotation')).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.poll(inText).toBe(true);
    await expect.poll(card).toBe('Quotation');
    await userEvent.keyboard('{Escape}');
    await expect.poll(card).not.toBe('Quotation');
  });

  test('the other marks of the paragraph are listed, and one pressed is selected', async () => {
    await openQuotation();
    const near = inspector().getByRole('region', { name: 'In this paragraph' });
    await userEvent.keyboard('n');
    await expect.poll(card).toBe('Entity');
    await near.getByRole('button').first().click();
    await expect.poll(card).not.toBe('Entity');
    await expect.poll(inText).toBe(true);
  });
});

describe('history', () => {
  test('tells what changed and goes back to an earlier state as one step', async () => {
    const { commands, find } = await openQuotation();
    await userEvent.keyboard('2');
    await userEvent.keyboard('3f');
    await inspector().getByRole('button', { name: 'History' }).click();
    const steps = inspector().getByRole('region', { name: 'History' });
    await expect.element(steps.getByText('Type: Direct → Indirect')).toBeVisible();
    await expect.element(steps.getByText('Doubt: not set → Doubtful')).toBeVisible();
    await steps.getByRole('button', { name: /Go back to this: Step 1,/ }).click();
    await expect.poll(() => commands().length).toBe(4);
    expect(commands()[3]).toEqual([
      'batch.run',
      {
        label: 'Go back to earlier state',
        calls: [
          { name: 'annotation.update', input: { id: 'direct', label: 'indirect', doubt: false } },
        ],
      },
    ]);
    expect(find('direct')?.label).toBe('indirect');
  });
});

describe('comments', () => {
  const said = (id: string, body: string, parentId: string | null = null): Comment => ({
    id,
    body,
    parentId,
    targetType: 'annotation',
    targetId: 'direct',
    annotatorId: 'ann',
    resolved: false,
    createdAt: `2026-11-20T09:00:0${id.length}.000Z`,
    createdBy: 'ann',
    updatedAt: `2026-11-20T09:00:0${id.length}.000Z`,
    updatedBy: 'ann',
  });
  const comments = [said('a', 'Who says so?'), said('aa', 'The minister.', 'a')];
  const thread = () => inspector().getByRole('region', { name: 'Comments' });

  test('are written in the card and sent with Mod+Enter, which does not finish the article', async () => {
    const { commands } = await openQuotation();
    await thread().getByRole('textbox', { name: 'Add a comment' }).click();
    await userEvent.keyboard('Check this{Control>}{Enter}{/Control}');
    await expect
      .poll(commands)
      .toEqual([
        [
          'comment.create',
          { targetType: 'annotation', targetId: 'direct', parentId: null, body: 'Check this' },
        ],
      ]);
    await expect.element(thread().getByRole('textbox')).toHaveValue('');
  });

  test('stay as they are typed when Esc leaves them, also while other marks are looked at', async () => {
    const { commands } = await openQuotation();
    const box = thread().getByRole('textbox', { name: 'Add a comment' });
    await box.click();
    await userEvent.keyboard('Check this{Escape}');
    await expect.poll(inText).toBe(true);
    await expect.element(box).toHaveValue('Check this');
    await expect.element(thread().getByRole('button', { name: /^Comment/ })).toMatchTextContent('Ctrl+Enter'); // prettier-ignore
    await userEvent.keyboard('n');
    await expect.poll(card).toBe('Entity');
    await expect.element(box).toHaveValue('');
    await userEvent.keyboard('p');
    await expect.element(box).toHaveValue('Check this');
    await thread().getByRole('button', { name: 'Cancel' }).click();
    await expect.element(box).toHaveValue('');
    expect(commands()).toEqual([]);
  });

  test('are counted at the head, answered, edited and settled', async () => {
    const { commands } = await openQuotation({ comments });
    await expect.element(inspector().getByTitle('2 comments')).toBeVisible();
    await thread().getByRole('button', { name: 'Answer' }).click();
    await userEvent.keyboard('Yes{Control>}{Enter}{/Control}');
    await thread().getByRole('button', { name: 'Edit' }).first().click();
    await userEvent.keyboard(' Really?');
    await thread().getByRole('button', { name: 'Save' }).click();
    await thread().getByRole('button', { name: 'Settle' }).click();
    await expect.poll(commands).toMatchObject([
      ['comment.create', { parentId: 'a', body: 'Yes' }],
      ['comment.update', { id: 'a' }],
      ['comment.update', { id: 'a', resolved: true }],
    ]);
  });

  test('are deleted with a way back', async () => {
    const { commands } = await openQuotation({ comments });
    await thread().getByRole('button', { name: 'Delete' }).first().click();
    await expect.poll(commands).toEqual([['comment.delete', { id: 'a' }]]);
    await expect.element(page.getByText('Comment deleted')).toBeVisible();
    // The answer stays and stands for itself.
    await expect.element(thread().getByText('The minister.')).toBeVisible();
  });
});

test('the type of a linked mention can be given to the cast entry too', async () => {
  const { commands } = await openAnnotate();
  await userEvent.keyboard('nnn');
  await expect.poll(card).toBe('Entity');
  await userEvent.keyboard('2');
  await inspector()
    .getByRole('button', { name: /Change the cast entry to organisation/ })
    .click();
  await expect.poll(commands).toEqual([
    ['annotation.update', { id: 'tom-1', label: 'organisation' }],
    [
      'batch.run',
      {
        label: 'Change type in the cast',
        calls: [{ name: 'entity.update', input: { id: 'tom', type: 'organisation' } }],
      },
    ],
  ]);
});

test('names and note of the cast entry are edited in the card of its mention', async () => {
  const { commands } = await openAnnotate();
  await userEvent.keyboard('nnn');
  await inspector().getByRole('button', { name: 'Edit cast entry' }).click();
  await inspector().getByRole('textbox', { name: 'Other names' }).click();
  await userEvent.keyboard('T. Okafor{Enter}');
  await expect.poll(commands).toEqual([['entity.update', { id: 'tom', aliases: ['T. Okafor'] }]]);
});

test('in a project open for reading only a card is words, without anything to edit', async () => {
  await openQuotation({ readOnly: 'It is locked.' });
  await expect.element(inspector().getByText('the finance minister, Ana Ruiz')).toBeVisible();
  await expect.element(inspector().getByRole('textbox')).not.toBeInTheDocument();
  await expect.element(inspector().getByRole('checkbox')).not.toBeInTheDocument();
  await expect
    .element(inspector().getByRole('button', { name: /Delete|Type|Speaker/ }))
    .not.toBeInTheDocument();
});
