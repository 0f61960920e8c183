import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openAnnotate, withText } from '../annotate-window.tsx';
import { buildMark } from '../marks.ts';

test('the choice of a speaker goes on with the described source before where nobody is credited', async () => {
  const words = '“We know,” an official told Tom Okafor. “We always knew.”';
  const marks = [
    buildMark(words, 'first', 'quotation', { content: '“We know,”', source: 'an official' }, { attributes: { source_kind: 'described' } }), // prettier-ignore
    buildMark(words, 'second', 'quotation', { content: '“We always knew.”' }),
  ];
  const { find } = await openAnnotate({ shown: withText(words, marks) });
  await userEvent.keyboard('nn{Enter}');
  await expect.element(page.getByRole('combobox', { name: 'Speaker' })).toHaveFocus();
  const first = page.getByRole('dialog').getByRole('option').first();
  await expect.element(first).toMatchTextContent(/^.?Described source, as before: no cast entry/u);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => find('second')?.attributes['source_kind']).toBe('described');
});
