import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { painted, sendToBrowser } from '../../editor/reader-host.ts';
import { placeAdder } from '../../../../renderer/features/annotate/Adder.tsx';
import { card, drawn, inText, marks, openAnnotate } from './annotate-window.tsx';

describe('keys at marks', () => {
  test('Esc goes back one step at a time: choice, mark, nothing, and stays in the text', async () => {
    await openAnnotate();
    await userEvent.keyboard('nn');
    await expect.poll(card).toBe('Quotation');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('combobox', { name: 'Speaker' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.poll(inText).toBe(true);
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.poll(card).toBe('Quotation');
    await userEvent.keyboard('{Escape}');
    await expect.poll(card).not.toBe('Quotation');
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}');
    await expect.poll(() => document.getSelection()?.isCollapsed).toBe(false);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.getSelection()?.isCollapsed).toBe(true);
    expect(inText()).toBe(true);
  });

  test('a run of L is drawn at once and stored as one step', async () => {
    const { commands, find } = await openAnnotate();
    await userEvent.keyboard('nnn');
    await expect.poll(card).toBe('Entity');
    await userEvent.keyboard('lll');
    expect(commands()).toEqual([]);
    await expect.poll(() => drawn('tom-1').map(({ textContent }) => textContent).join('')).toBe(
      'Tom Okafor said the estimate',
    ); // prettier-ignore
    // A run goes on as long as less than a second lies between its presses.
    await expect.poll(commands, { timeout: 5000 }).toHaveLength(1);
    expect(commands()[0]?.[0]).toBe('annotation.setSegments');
    expect(find('tom-1')?.segments.map(({ exact }) => exact)).toEqual([
      'Tom Okafor said the estimate',
    ]);
    expect(drawn('tom-1').map(({ textContent }) => textContent).join('')).toBe(
      'Tom Okafor said the estimate',
    ); // prettier-ignore
  });

  test('another command stores the run before it acts', async () => {
    const { commands } = await openAnnotate();
    await userEvent.keyboard('nnnlf');
    await expect.poll(commands).toHaveLength(2);
    expect(commands().map(([name]) => name)).toEqual([
      'annotation.setSegments',
      'annotation.update',
    ]);
  });

  test('Delete removes the mark, goes to the next one and offers to undo', async () => {
    const { commands, find, inputsOf } = await openAnnotate();
    await userEvent.keyboard('nnn{Delete}');
    expect(find('tom-1')).toBeUndefined();
    expect(commands()).toEqual([['annotation.delete', { ids: ['tom-1'] }]]);
    await expect.poll(card).toBe('Quotation');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => find('tom-1')?.segments).toEqual(marks[2]?.segments);
    await expect.poll(() => drawn('tom-1').length).toBeGreaterThan(0);
    expect(inputsOf('engine', 'history.undo')).toHaveLength(1);
  });

  test('in a project open for reading nothing is sent, and the reason is said', async () => {
    const { commands, frame } = await openAnnotate({ readOnly: 'Ben has it open.' });
    for (const keys of ['q', 'nn', 'f', '{Delete}', 's', '1', 'l', '{Enter}']) {
      await userEvent.keyboard(keys);
    }
    await expect.poll(card).toBe('Quotation');
    expect(commands()).toEqual([]);
    expect(frame.announced.getState()).toBe('The project is open for reading only');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(frame.commands.find('article.finish')?.blocked()).toBe(
      'The project is open for reading only',
    );
    for (const id of ['go.nextMark', 'view.layer.mention', 'annotate.escape']) {
      expect(frame.commands.find(id)?.blocked()).toBeNull();
    }
  });
});

describe('the adder', () => {
  const adder = () => page.getByRole('toolbar', { name: 'Mark the selection' });

  test('is not shown for a selection by keyboard', async () => {
    await openAnnotate();
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}');
    await expect.poll(() => document.getSelection()?.toString()).toBe('Two');
    await expect.element(adder()).not.toBeInTheDocument();
  });

  test('is shown beside a selection by mouse, marks it, and goes with the first key', async () => {
    const { commands } = await openAnnotate();
    await selectByMouse('estimate');
    await expect.element(adder()).toBeVisible();
    const box = adder().element().getBoundingClientRect();
    const selected = document.getSelection()?.getRangeAt(0).getBoundingClientRect();
    expect(box.bottom <= (selected?.top ?? 0) || box.top >= (selected?.bottom ?? 0)).toBe(true);
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    await expect.element(adder()).not.toBeInTheDocument();
    await selectByMouse('Tuesday');
    await page.getByRole('button', { name: /^Entity/ }).click();
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject(['annotation.create', { layer: 'mention' }]);
    await expect.element(adder()).not.toBeInTheDocument();
  });
});

test.each([
  ['over the first line', [200, 220], [260, 280], [300, 160]],
  ['under the last line where there is no room over it', [110, 130], [150, 170], [300, 180]],
  ['over the head of the column when the selection fills it', [60, 80], [560, 580], [300, 100]],
])('the adder stands %s', (_where, [top, bottom], [lastTop, lastBottom], [left, expected]) => {
  const box = (from: number | undefined, to: number | undefined) => ({ left: 300, right: 320, top: from ?? 0, bottom: to ?? 0 }); // prettier-ignore
  const column = { left: 250, right: 700, top: 100, bottom: 600 };
  const at = { first: box(top, bottom), last: box(lastTop, lastBottom), column };
  expect(placeAdder(at, { width: 200, height: 30 })).toEqual({ left, top: expected });
});

test('the adder keeps within the column at both of its sides', () => {
  const line = { top: 200, bottom: 220 };
  const column = { left: 250, right: 700, top: 100, bottom: 600 };
  const leftOf = (left: number) => {
    const first = { ...line, left, right: left + 10 };
    return placeAdder({ first, last: first, column }, { width: 400, height: 30 }).left;
  };
  expect([leftOf(200), leftOf(280), leftOf(650)]).toEqual([258, 280, 292]);
});

describe('the status bar', () => {
  const status = () => page.getByRole('contentinfo', { name: 'Status' }).query()?.textContent ?? '';

  test('says what can be done with a text, a selection and each kind of mark', async () => {
    await openAnnotate();
    await expect.poll(status).toContain('Q quotation · E entity · C claim');
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await expect.poll(status).toContain('1–9 entity type');
    await userEvent.keyboard('{Escape}p');
    await expect.poll(status).toContain('1–9 status · B evidence');
    await userEvent.keyboard('n');
    await expect.poll(status).toContain('S speaker · V cue');
    await userEvent.keyboard('n');
    await expect.poll(status).toContain('Enter cast entry');
  });

  test('a message gives way to that on the next act, by key or by pointer', async () => {
    const { frame } = await openAnnotate();
    await expect.poll(status).toContain('Q quotation');
    for (const act of ['{ArrowRight}', null]) {
      frame.announce('Added Pyongyang to the cast');
      await expect.poll(status).toContain('Added Pyongyang to the cast');
      await userEvent.keyboard('{Shift}');
      await expect.poll(status).toContain('Added Pyongyang to the cast');
      if (act) await userEvent.keyboard(act);
      else await userEvent.click(document.querySelector('.qm-text') ?? document.body);
      await expect.poll(status).not.toContain('Pyongyang');
      await expect.poll(status).toContain('Q quotation');
    }
  });
});

describe('an armed label', () => {
  const banner = () => page.getByRole('region', { name: 'Armed label' });

  test('marks what is selected by mouse, or by keys with Enter, until Esc', async () => {
    const { commands, frame } = await openAnnotate();
    frame.commands.run('annotate.arm');
    await userEvent.keyboard('person{Enter}');
    await expect.poll(() => banner().query()?.textContent).toContain('Marking: Person');
    await expect.poll(inText).toBe(true);
    await pressTwice('Tuesday');
    await expect.poll(commands).toHaveLength(1);
    expect(commands()[0]).toMatchObject(['annotation.create', { layer: 'mention', label: 'person' }]);
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    await expect.poll(() => document.getSelection()?.isCollapsed).toBe(false);
    expect(commands()).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await expect.poll(commands).toHaveLength(2);
    await userEvent.keyboard('{Escape}');
    await expect.element(banner()).not.toBeInTheDocument();
    await expect.poll(card).toBe('Entity');
    await selectByMouse('estimate');
    expect(commands()).toHaveLength(2);
  }); // prettier-ignore

  test('is not offered in a project open for reading', async () => {
    const { frame } = await openAnnotate({ readOnly: 'Ben has it open.' });
    expect(frame.commands.find('annotate.arm')?.blocked()).toBe(
      'The project is open for reading only',
    );
  });
});

describe('the outline', () => {
  const options = () =>
    [...document.querySelectorAll('[data-pane=outline] [role=option]')].map(({ id }) => id);
  const selected = () =>
    document.querySelector('[data-pane=outline] [aria-selected=true]')?.id ?? null;

  test('lists the marks in the order of the text, by kind and by words', async () => {
    await openAnnotate();
    await expect.poll(options).toEqual(marks.map(({ id }) => `outline-${id}`));
    await page.getByRole('button', { name: 'Entities, 1' }).click();
    await expect.poll(options).toEqual(['outline-claim', 'outline-direct', 'outline-mixed']);
    await page.getByRole('searchbox', { name: 'Filter marks' }).fill('RUIZ');
    await expect.poll(options).toEqual(['outline-direct']);
    await userEvent.keyboard('{Escape}');
    await expect.poll(options).toHaveLength(3);
  });

  test('arrows choose and show the mark, Enter goes to the text', async () => {
    await openAnnotate();
    const list = page.getByRole('listbox', { name: 'Marks of the article' });
    await expect.element(list).toBeVisible();
    list.element().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect.poll(selected).toBe('outline-direct');
    await expect.poll(card).toBe('Quotation');
    await userEvent.keyboard('{End}');
    await expect.poll(selected).toBe('outline-mixed');
    await userEvent.keyboard('{Home}');
    await expect.poll(selected).toBe('outline-claim');
    expect(document.activeElement).toBe(list.element());
    await userEvent.keyboard('{Enter}');
    await expect.poll(inText).toBe(true);
    await expect.poll(selected).toBe('outline-claim');
  });
});

/** Select a word of the text by pressing on it twice. */
async function selectByMouse(word: string): Promise<void> {
  await pressTwice(word);
  await expect.poll(() => document.getSelection()?.toString()).toBe(word);
}

async function pressTwice(word: string): Promise<void> {
  const text = document.querySelector('.qm-text') ?? document.body;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(word) ?? -1;
    if (at < 0) continue;
    range.setStart(node, at);
    range.setEnd(node, at + word.length);
  }
  await painted();
  const { left, width, top, height } = range.getBoundingClientRect();
  const frame = window.frameElement?.getBoundingClientRect();
  for (const clickCount of [1, 2]) {
    for (const type of ['mousePressed', 'mouseReleased']) {
      await sendToBrowser('Input.dispatchMouseEvent', {
        type,
        x: left + width / 2 + (frame?.x ?? 0),
        y: top + height / 2 + (frame?.y ?? 0),
        button: 'left',
        buttons: type === 'mouseReleased' ? 0 : 1,
        clickCount,
      });
    }
  }
}
