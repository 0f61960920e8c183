import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ImportFile, ImportItem } from '../../../../shared/contract/import-views.ts';
import { openWindow } from '../../window.tsx';

function item(key: string, change: Partial<ImportItem> = {}): ImportItem {
  return {
    key,
    fileKey: key,
    fileName: `${key}.txt`,
    part: null,
    sizeBytes: 4200,
    kind: 'article',
    problem: null,
    duplicateOf: null,
    nearDuplicateOf: null,
    title: `Title ${key}`,
    byline: 'Ana Ruiz',
    publisher: 'The Harbour Post',
    url: '',
    published: '2026-03-12',
    language: 'en',
    tags: [],
    encoding: 'utf-8',
    preview: 'Two regional hospitals are to close.',
    words: 812,
    dropped: [{ line: 4, text: 'Share this', reason: 'page furniture' }],
    marks: null,
    ...change,
  };
}

const columns = {
  columns: ['headline', 'body'],
  rowCount: 1,
  rows: [['Ferry runs', 'It floats.']],
  mapping: {},
};
const table: ImportFile = {
  key: '1',
  fileName: 'news.csv',
  sizeBytes: 40,
  format: 'table (CSV, TSV)',
  table: columns,
};

async function openReview(items: readonly ImportItem[], files: readonly ImportFile[] = []) {
  const opened = await openWindow({
    articles: 0,
    engine: {
      'import.read': ({ first = Infinity }) => ({
        sessionId: 's',
        note: null,
        files,
        items: items.slice(0, first),
        itemCount: items.length,
      }),
      'import.items': ({ offset, limit }) => ({
        files: [],
        items: items.slice(offset, offset + limit),
        itemCount: items.length,
      }),
      'import.commit': () => ({
        stepId: 'step',
        articleIds: ['a'],
        imported: 1,
        revised: 0,
        marks: 0,
        skipped: [],
        leftOut: [],
      }),
      'import.remap': ({ mapping }) => ({
        file: { ...table, table: { ...columns, mapping: mapping ?? {} } },
        items: [item('1.1', { fileKey: '1', part: 1, title: 'Ferry runs' })],
        itemCount: 1,
      }),
      'import.item': ({ key }) => item(key, { preview: 'Asked for when it was shown.' }),
      'import.discard': () => null,
    },
  });
  await expect.element(page.getByText('Add your first article')).toBeVisible();
  await userEvent.keyboard('{Control>}{Shift>}A{/Shift}{/Control}');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  return opened;
}

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

test('a table: its columns are named, its articles come anew, and all go in with Enter', async () => {
  const problem = 'No column looks like the text of articles. Say which one it is.';
  const { inputsOf } = await openReview(
    [item('1.1', { fileKey: '1', part: 1, kind: 'refused', problem })],
    [table],
  );
  await expect.element(page.getByText(problem).first()).toBeVisible();
  await expect.element(page.getByRole('columnheader', { name: /headline/ })).toBeVisible();
  await page.getByRole('button', { name: /Text/ }).click();
  await page.getByRole('option', { name: 'body' }).click();
  await expect.element(page.getByText('1 of 1 article')).toBeVisible();
  expect(inputsOf('engine', 'import.remap')).toEqual([
    { sessionId: 's', fileKey: '1', mapping: { text: 'body' }, first: 500 },
  ]);
  await page.getByRole('checkbox', { name: 'Import all of them' }).click({ force: true });
  await expect.element(page.getByText('0 of 1 article')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Import all of them' }).click({ force: true });
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  expect(inputsOf('engine', 'import.commit')[0]).toMatchObject({
    rest: 'take',
    without: [],
    items: [],
  });
});

test('a near duplicate can become a new version of what it copies', async () => {
  const near = { id: 'x', title: 'Ferry runs', similarity: 0.928 };
  const { inputsOf } = await openReview([item('a', { nearDuplicateOf: near, preview: '' })]);
  await expect.element(page.getByText('Asked for when it was shown.')).toBeVisible();
  await expect.element(page.getByText(/92 % the same/)).toBeVisible();
  await page.getByRole('radio', { name: 'New version' }).click({ force: true });
  await expect.element(page.getByText(/Marks are carried/)).toBeVisible();
  await page.getByRole('button', { name: 'Import' }).click();
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  expect(inputsOf('engine', 'import.commit')[0]).toMatchObject({
    items: [{ key: 'a', versionOf: 'x' }],
  });
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

test('a file that cannot be read is read again when asked', async () => {
  const { inputsOf } = await openReview([item('a'), ...many.slice(2)]);
  await userEvent.keyboard('{ArrowDown}');
  await page.getByRole('button', { name: 'Read it again' }).click();
  expect(inputsOf('engine', 'import.remap')).toEqual([
    { sessionId: 's', fileKey: 'c', mapping: null, first: 500 },
  ]);
});

test('copies of one text stand together and are left out together', async () => {
  const known = { id: 'x', title: 'Ferry runs', similarity: 0.92 };
  const chosen = { id: '', title: 'Dam holds', similarity: 0.95 };
  const { inputsOf } = await openReview([
    item('a'),
    item('b', { nearDuplicateOf: known }),
    item('c', { nearDuplicateOf: chosen }),
    item('d', { nearDuplicateOf: chosen }),
  ]);
  const row = page.getByRole('option', { name: /Near-duplicates/ });
  const words = () => row.element().textContent;
  await expect.poll(words).toContain('3 of 3');
  // The review begins there, and Space leaves all of them out or takes all in.
  await userEvent.keyboard(' ');
  await expect.poll(words).toContain('0 of 3');
  await userEvent.keyboard(' ');
  const dam = page.getByRole('region', { name: 'Dam holds' });
  await dam.getByRole('button', { name: 'Leave these 2 out' }).click();
  await dam.getByText('Title d').click();
  await expect.poll(words).toContain('2 of 3');
  await page.getByRole('button', { name: /^Import 3/ }).click();
  await expect.poll(() => inputsOf('engine', 'import.commit')).toHaveLength(1);
  const [input] = inputsOf('engine', 'import.commit');
  expect(input).toMatchObject({ rest: 'take', without: ['c'], items: [] });
});
