import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { item, openReview } from './open-review.tsx';

const many = [
  item('a'),
  item('b', { duplicateOf: { id: 'x', title: 'Known' } }),
  item('c', { kind: 'refused', title: '', problem: 'This is a picture, not text.' }),
];

test('one file: look at it, correct the title, Enter imports and offers Undo', async () => {
  const { inputsOf } = await openReview([item('a')]);
  await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveFocus();
  await userEvent.keyboard('{Control>}a{/Control}Hospitals to close{Enter}');
  await expect.element(page.getByText('1 article imported').first()).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(inputsOf('engine', 'import.commit')).toEqual([
    {
      sessionId: 's',
      labels: {},
      rest: 'take',
      files: {},
      without: [],
      items: [
        {
          key: 'a',
          title: 'Hospitals to close',
          byline: 'Ana Ruiz',
          publisher: 'The Harbour Post',
          url: '',
          published: '2026-03-12',
          language: 'en',
          tags: [],
          versionOf: null,
        },
      ],
    },
  ]);
});

test('several files: duplicates stay out unless wanted, refused ones give their reason', async () => {
  const { inputsOf } = await openReview(many);
  await expect.element(page.getByText('3 files · 1 duplicate · 1 refused')).toBeVisible();
  const list = page.getByRole('listbox', { name: 'Files' });
  await expect.element(list).toHaveFocus();
  await list.getByRole('option').nth(2).click({ force: true });
  await expect.element(page.getByText('c.txt cannot be imported')).toBeVisible();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(page.getByRole('checkbox', { name: 'Import it again' })).not.toBeChecked();
  await userEvent.keyboard(' {Enter}');
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  expect(inputsOf('engine', 'import.commit')[0]).toMatchObject({
    rest: 'take',
    without: [],
    items: [{ key: 'b' }],
  });
});

test('a long list comes page by page, and only what is not as it came goes back', async () => {
  const items = Array.from({ length: 1200 }, (_, i) => item(String(i + 1)));
  const { inputsOf } = await openReview(items);
  await expect.element(page.getByRole('button', { name: 'Import 1,200' })).toBeVisible();
  expect(inputsOf('engine', 'import.items')).toMatchObject([{ offset: 500 }, { offset: 1000 }]);
  await userEvent.keyboard('{End}');
  await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Title 1200');
  await userEvent.keyboard(' ');
  await expect.element(page.getByRole('button', { name: 'Import 1,199' })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  expect(inputsOf('engine', 'import.commit')[0]).toMatchObject({
    rest: 'take',
    without: ['1200'],
    items: [],
  });
});

test('a date that cannot be stored is named at its field and nothing is imported', async () => {
  const { inputsOf } = await openReview([item('a', { published: null })]);
  await page.getByRole('textbox', { name: 'Date' }).fill('12.3.2026');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText(/Use 2024, 2024-10/)).toBeVisible();
  expect(inputsOf('engine', 'import.commit')).toEqual([]);
});

test('Esc leaves without importing and drops the session', async () => {
  const { inputsOf } = await openReview(many);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(inputsOf('engine', 'import.discard')).toEqual([{ sessionId: 's' }]);
  await expect.element(page.getByRole('button', { name: /Add articles/ })).toHaveFocus();
});

const marked = item('tasks', {
  fileName: 'tasks.json',
  kind: 'dataset',
  preview: 'Ferry runs',
  marks: {
    format: 'Label Studio',
    articles: 1,
    marks: 6,
    suggested: 2,
    labels: [
      { name: 'PER', count: 4, example: 'Ana Ruiz', target: { layer: 'mention', label: 'person' } },
      { name: 'SHIP', count: 1, example: 'Orca', target: null },
      { name: 'MOOD', count: 1, example: 'glad', target: null },
    ],
    unit: 'Positions count UTF-16 units; converted.',
  },
});

test('labels of a file with marks are matched by key, added or left out, and shown with an example', async () => {
  const { inputsOf } = await openReview([marked]);
  await expect.element(page.getByText('4 marks: “Ana Ruiz”')).toBeVisible();
  const person = page.getByRole('button', { name: /PER is here/u });
  await expect.element(person).toHaveTextContent('Entity: Person');
  await expect
    .element(page.getByRole('button', { name: /SHIP is here/u }))
    .toHaveTextContent('Add to the codebook: Entity');

  await page.getByRole('button', { name: /MOOD is here/u }).click();
  await userEvent.keyboard('{End}{Enter}');
  await expect
    .element(page.getByRole('button', { name: /MOOD is here/u }))
    .toHaveTextContent('Leave out');
  await page.getByRole('option', { name: /tasks/u }).click();
  await expect.element(page.getByText(/^Positions count UTF-16 units; converted\./u)).toBeVisible();
  await expect
    .element(page.getByText(/Of them 2 are guesses of a program and come in as suggestions\./u))
    .toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .poll(() => inputsOf('engine', 'import.commit'))
    .toMatchObject([
      {
        labels: {
          PER: 'mention.person',
          SHIP: { layer: 'mention', label: 'ship', name: 'SHIP', add: true },
          MOOD: null,
        },
      },
    ]);
});
