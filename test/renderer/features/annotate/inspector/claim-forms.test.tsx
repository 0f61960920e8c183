import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { card, inText, openAnnotate, withText } from '../annotate-window.tsx';
import { buildClaim, buildMark } from '../marks.ts';

const words = 'Kim said no. The pier is safe.';

/** A claim is selected, and a mention stands before it. */
async function openClaim() {
  const marks = [
    buildMark(words, 'kim', 'mention', { span: 'Kim' }, { label: 'person' }),
    buildMark(words, 'k', 'claim', { span: 'The pier is safe.' }, { claimId: 'c' }),
  ];
  const claims = [buildClaim('c', 'The pier is safe.')];
  const opened = await openAnnotate({ shown: withText(words, marks), claims });
  await userEvent.keyboard('nn');
  await expect.poll(card).toBe('Claim');
  return opened;
}

const form = (name: string) => page.getByRole('form', { name });

test('evidence that is begun stays when its form is left, and when another mark is looked at', async () => {
  await openClaim();
  await userEvent.keyboard('b');
  const what = form('New evidence').getByRole('textbox', { name: 'What it is' });
  await expect.element(what).toHaveFocus();
  await userEvent.keyboard('Survey 12{Escape}');
  await expect.poll(inText).toBe(true);
  await expect.element(what).toHaveValue('Survey 12');
  await userEvent.keyboard('p');
  await expect.poll(card).toBe('Entity');
  await userEvent.keyboard('nb');
  await expect.element(what).toHaveFocus();
  await expect.element(what).toHaveValue('Survey 12');
  await form('New evidence').getByRole('button', { name: 'Cancel' }).click();
  await expect.element(form('New evidence')).not.toBeInTheDocument();
});

test('Mod+Enter records evidence, and finishes no article', async () => {
  const { commands } = await openClaim();
  await userEvent.keyboard('b');
  await expect.element(form('New evidence')).toBeVisible();
  await userEvent.keyboard('Survey 12{Control>}{Enter}{/Control}');
  await expect.poll(() => commands().map(([name]) => name)).toEqual(['evidence.create']);
  expect(commands()[0]).toMatchObject(['evidence.create', { claimId: 'c', ref: 'Survey 12' }]);
  await expect.element(form('New evidence')).not.toBeInTheDocument();
  await expect.poll(inText).toBe(true);
});

test('a status that is begun stays, and Mod+Enter records it with its reason', async () => {
  const { commands } = await openClaim();
  await page.getByRole('button', { name: /Status$/ }).click();
  await page.getByRole('option', { name: /Disputed/ }).click();
  await expect.element(form('New status').getByRole('textbox', { name: 'Reason' })).toHaveFocus();
  await userEvent.keyboard('Two say no{Escape}');
  await expect.poll(inText).toBe(true);
  await userEvent.keyboard('p');
  await expect.poll(card).toBe('Entity');
  await userEvent.keyboard('n');
  const reason = form('New status').getByRole('textbox', { name: 'Reason' });
  await expect.element(reason).toHaveValue('Two say no');
  await reason.click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => commands().map(([name]) => name)).toEqual(['claim.setStatus']);
  expect(commands()[0]).toMatchObject([
    'claim.setStatus',
    { claimId: 'c', status: 'disputed', reason: 'Two say no' },
  ]);
});
