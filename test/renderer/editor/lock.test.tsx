import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { sendToBrowser } from './reader-host.ts';
import { codePoints } from '../../../shared/text/offsets.ts';
import { mark } from './marks.ts';
import { painted, showReader } from './reader-host.ts';
import type { ShownReader } from './reader-host.ts';

const paragraphs = ['The minister said the bridge is safe.', 'Nobody in Marlow had asked.'];

test('typing, Enter, Backspace and Delete leave text and DOM as they were, and say so', async () => {
  const shown = await showFocused();
  await unchanged(shown, async () => {
    await userEvent.keyboard('x');
    await userEvent.keyboard('{Enter}{Backspace}{Delete}');
    await userEvent.keyboard('{Control>}z{/Control}');
  });
  expect(shown.calls.locked.map(({ inputType }) => inputType)).toContain('insertText');
});

test('a key reaches the listeners around the reader, and one they take is not an input', async () => {
  const shown = await showFocused();
  const seen: string[] = [];
  const listen = (event: KeyboardEvent) => {
    seen.push(`${event.key}${event.defaultPrevented ? ' taken' : ''}`);
    event.preventDefault();
  };
  window.addEventListener('keydown', listen);
  await userEvent.keyboard('q{Enter}{Delete}');
  window.removeEventListener('keydown', listen);
  expect(seen).toEqual(['q', 'Enter', 'Delete']);
  expect(shown.calls.locked).toEqual([]);
});

test('paste, cut and drop are refused', async () => {
  const shown = await showFocused();
  shown.reader.setSelection(shown.find('minister'));
  const data = new DataTransfer();
  data.setData('text/plain', 'other words');
  data.setData('text/html', '<p>other <b>words</b></p>');
  await unchanged(shown, () => {
    const init = { bubbles: true, cancelable: true };
    shown.text.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }));
    shown.text.dispatchEvent(new ClipboardEvent('cut', { ...init, clipboardData: data }));
    const point = shown.centreOf('Marlow');
    const place = { clientX: point.x, clientY: point.y };
    shown.text.dispatchEvent(new DragEvent('drop', { ...init, ...place, dataTransfer: data }));
  });
  expect(shown.calls.locked.map(({ inputType }) => inputType)).toEqual([
    'insertFromPaste',
    'deleteByCut',
    'insertFromDrop',
  ]);
});

test('files dropped on the text go on to the window without a word', async () => {
  const shown = await showFocused();
  let hasArrived = false;
  const listen = () => (hasArrived = true);
  window.addEventListener('drop', listen);
  const data = new DataTransfer();
  data.items.add(new File(['text'], 'article.txt', { type: 'text/plain' }));
  await unchanged(shown, () => {
    const init = { bubbles: true, cancelable: true, dataTransfer: data };
    shown.text.dispatchEvent(new DragEvent('drop', init));
  });
  window.removeEventListener('drop', listen);
  expect([hasArrived, shown.calls.locked]).toEqual([true, []]);
});

test('commands of the browser change nothing', async () => {
  const shown = await showFocused();
  shown.reader.setSelection(shown.find('minister'));
  await unchanged(shown, () => {
    for (const command of ['delete', 'bold', 'insertText', 'insertParagraph', 'undo', 'redo']) {
      document.execCommand(command, false, 'other');
      expect(shown.reader.getText()).toBe(paragraphs.join('\n'));
    }
  });
});

test('a composition of an input method leaves no letters behind', async () => {
  const shown = await showFocused();
  shown.reader.setMarks([mark('m', 'mention', 4, 12)]);
  shown.reader.setSelection({ start: codePoints(7), end: codePoints(7) });
  await painted();
  await unchanged(shown, async () => {
    await sendToBrowser('Input.imeSetComposition', {
      text: 'に',
      selectionStart: 1,
      selectionEnd: 1,
    });
    await sendToBrowser('Input.imeSetComposition', {
      text: 'にほ',
      selectionStart: 2,
      selectionEnd: 2,
    });
    await sendToBrowser('Input.insertText', { text: '日本' });
  });
  expect(shown.calls.locked.length).toBeGreaterThan(0);
  await userEvent.keyboard('{ArrowRight}');
  expect(shown.reader.getSelection().caret).toBeGreaterThan(0);
});

async function showFocused(): Promise<ShownReader> {
  const shown = await showReader(paragraphs);
  shown.reader.focus();
  shown.reader.setSelection({ start: codePoints(6), end: codePoints(6) });
  await painted();
  return shown;
}

async function unchanged(shown: ShownReader, act: () => unknown): Promise<void> {
  const before = [shown.reader.getText(), shown.text.innerText];
  await act();
  await painted();
  expect([shown.reader.getText(), shown.text.innerText]).toEqual(before);
}
