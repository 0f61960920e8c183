import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { field, openSearch } from './open-search.tsx';

test('a filter takes the AND that joins it along when it becomes a chip, and so does the chip', async () => {
  const { asked } = await openSearch();
  await userEvent.keyboard('dam AND speaker:Nobody wall');
  await expect.poll(chips).toEqual(['Speaker: Nobody']);
  await expect.element(field()).toHaveValue('dam wall');
  await userEvent.keyboard('{Control>}a{/Control}tag:flood AND quay');
  await expect.poll(chips).toEqual(['Speaker: Nobody', 'Tag: flood']);
  await expect.element(field()).toHaveValue('AND quay');
  await expect.poll(asked).toMatch(/^\( *quay\) speaker:Nobody tag:flood$/);
  await page.getByRole('button', { name: 'Remove filter Tag: flood' }).click();
  await expect.element(field()).toHaveValue('quay');
  await expect.poll(asked).toBe('(quay) speaker:Nobody');
});

test('while all that stands there is a filter without its value, the forms of a query are shown', async () => {
  const { inputsOf } = await openSearch();
  const help = page.getByRole('heading', { name: /^Search every article/ });
  await userEvent.keyboard('cue:');
  await expect.element(field()).toHaveValue('cue:');
  await expect.element(help).toBeVisible();
  await userEvent.keyboard('said');
  await expect.element(help).not.toBeInTheDocument();
  await expect.poll(() => inputsOf('engine', 'search.run').length).toBe(1);
});

test('a filter is there once, however often it is chosen', async () => {
  await openSearch();
  await userEvent.keyboard('speaker:Nobody speaker:nobody ');
  await expect.poll(chips).toEqual(['Speaker: Nobody']);
});

test('a filter behind OR stays in the field, and is said to be a fault at its place', async () => {
  const { asked } = await openSearch();
  await userEvent.keyboard('dam OR speaker:Nobody ');
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Character 8: A filter holds for all the words: OR cannot join it to one.');
  expect(document.querySelector('code mark')?.textContent).toBe('speaker:Nobody');
  expect(chips()).toEqual([]);
  // Behind the words of an OR it holds for all of them.
  await userEvent.keyboard('{Control>}a{/Control}dam OR wall speaker:Nobody ');
  await expect.poll(asked).toBe('(dam OR wall ) speaker:Nobody');
  expect(page.getByRole('alert').query()).toBeNull();
});

test('a chip that is made amid words leaves the caret where it was', async () => {
  await openSearch();
  await userEvent.keyboard('dam wall{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  await userEvent.keyboard('tag:flood ');
  await expect.poll(chips).toEqual(['Tag: flood']);
  await userEvent.keyboard('old ');
  await expect.element(field()).toHaveValue('dam old wall');
  await userEvent.keyboard('speaker:ana{ArrowDown}{Enter}');
  await expect.poll(chips).toEqual(['Tag: flood', 'Speaker: Ana Ruiz']);
  await userEvent.keyboard('grey ');
  await expect.element(field()).toHaveValue('dam old grey wall');
});

test('Enter takes the value that is typed whole, another one only when the arrows went to it', async () => {
  await openSearch();
  await userEvent.keyboard('speaker:RUÍZ');
  const options = page.getByRole('option');
  await expect.element(options.nth(0)).toHaveTextContent('Ruiz');
  await expect.element(options.nth(0)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  await expect.poll(chips).toEqual(['Speaker: Ruiz']);
  await expect.element(field()).toHaveFocus();

  await userEvent.keyboard('speaker:Rui');
  await expect.element(options.nth(1)).toBeVisible();
  expect(page.getByRole('option', { selected: true }).query()).toBeNull();
  expect(field().element().getAttribute('aria-activedescendant')).toBeNull();
  await userEvent.keyboard('{Enter}');
  await expect.poll(chips).toEqual(['Speaker: Ruiz', 'Speaker: Rui']);

  await field().click();
  await userEvent.keyboard('speaker:');
  await expect.element(options.nth(2)).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(options.nth(0)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => chips().at(-1)).toBe('Speaker: Ana Ruiz');
});

test('the beginning of a type is the type', async () => {
  await openSearch();
  await userEvent.keyboard('type:ind{Enter}');
  await expect.poll(chips).toEqual(['Type: Indirect']);
});

test('the field is a combobox over its list of values', async () => {
  await openSearch();
  await expect.element(field()).toHaveAttribute('aria-expanded', 'false');
  await userEvent.keyboard('speaker:{ArrowUp}');
  const list = page.getByRole('listbox', { name: 'Speaker' });
  await expect.element(field()).toHaveAttribute('aria-expanded', 'true');
  await expect.element(field()).toHaveAttribute('aria-controls', list.element().id);
  const last = list.getByRole('option').nth(2).element();
  await expect.element(field()).toHaveAttribute('aria-activedescendant', last.id);
  await userEvent.keyboard('{Escape}');
  await expect.element(field()).toHaveAttribute('aria-expanded', 'false');
});

function chips(): (string | null)[] {
  return [...document.querySelectorAll('[aria-label^="Change filter"]')].map(
    ({ textContent }) => textContent,
  );
}
