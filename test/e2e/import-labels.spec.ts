import { writeFile } from 'node:fs/promises';
import { expect, test } from './app.ts';
import { exportOf, makeProject } from './project-files.ts';

const text = '🚢 Ana Ruiz said “No ferry.” Kim Oh of Oslo nodded, gladly.';

/** Spans of words of the text as doccano has them, in UTF-16 units. */
function span(words: string, label: string) {
  const start = text.indexOf(words);
  return [start, start + words.length, label];
}

test('labels of a foreign file are matched by keys, what is left out is named, and guesses come in as suggestions', async ({
  launch,
}, info) => {
  const file = info.outputPath('Labels.quotemark');
  const first = info.outputPath('a.txt');
  const doccano = info.outputPath('b.jsonl');
  const studio = info.outputPath('c.json');
  await writeFile(first, 'Quay report\n\nThe quay holds.\n');
  const label = [
    span('Ana Ruiz', 'SPEAKER'),
    span('said', 'CUE'),
    span('“No ferry.”', 'QUOTE'),
    span('Kim Oh', 'HUMAN'),
    span('gladly', 'MOOD'),
    span('Oslo', 'TOWN'),
  ];
  await writeFile(doccano, `${JSON.stringify({ text, label })}\n`);
  const result = [
    { id: 'r', type: 'labels', value: { start: 0, end: 3, text: 'Kim', labels: ['HUMAN'] } },
  ];
  const predictions = [{ model_version: 'm1', result }];
  await writeFile(
    studio,
    JSON.stringify([{ data: { text: 'Kim left.' }, annotations: [], predictions }]),
  );
  await makeProject(file, [first]);
  const { page, dialogs, close } = await launch({ args: [file] });
  await expect(page.getByRole('grid', { name: 'Articles' })).toBeVisible();
  await dialogs.answerOpen([doccano, studio]);
  await page.keyboard.press('ControlOrMeta+Shift+a');
  const dialog = page.getByRole('dialog', { name: 'Import articles' });
  await expect(dialog.getByRole('option', { name: /Labels/ })).toBeVisible();
  await expect(dialog.getByRole('listbox', { name: 'Files' })).toBeFocused();
  const choice = (name: string) =>
    dialog.getByRole('button', { name: new RegExp(`${name} is here`) });
  await expect(choice('SPEAKER')).toContainText('Quotation: its source');
  await expect(choice('CUE')).toContainText('Quotation: its cue');
  await expect(choice('HUMAN')).toContainText('Entity: Person');
  await expect(choice('MOOD')).toContainText('Add to the codebook: Entity');
  // A select opens and chooses by typing.
  await choice('MOOD').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Leave out' }).focus();
  await page.keyboard.press('Enter');
  await expect(choice('MOOD')).toContainText('Leave out');
  await choice('TOWN').click();
  await page.getByRole('option', { name: 'Entity: Place' }).click();
  await dialog.getByRole('option', { name: /c\.json/ }).click();
  await expect(dialog.getByText('comes in as a suggestion')).toBeVisible();
  await page.keyboard.press('Enter');
  const messages = page.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText(/2 articles imported, 4 marks/)).toBeVisible();
  await expect(messages.getByText(/b\.jsonl: 1 mark left out: “MOOD”/)).toBeVisible();
  await close();

  const { articles } = await exportOf(file);
  const marks = articles
    .flatMap(({ annotations }) => annotations)
    .map(({ layer, label: own, state, segments }) => ({
      is: [layer, own, state],
      parts: segments.map(({ role, exact }) => `${role} ${exact}`),
    }));
  expect(marks).toHaveLength(4);
  expect(marks).toEqual(
    expect.arrayContaining([
      {
        is: ['quotation', 'direct', 'accepted'],
        parts: ['content “No ferry.”', 'source Ana Ruiz', 'cue said'],
      },
      { is: ['mention', 'person', 'accepted'], parts: ['span Kim Oh'] },
      { is: ['mention', 'place', 'accepted'], parts: ['span Oslo'] },
      { is: ['mention', 'person', 'suggested'], parts: ['span Kim'] },
    ]),
  );
});
