import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { ReaderView } from '../../../renderer/editor/ReaderView.tsx';
import type { LockedInput, ReaderHandle } from '../../../renderer/editor/types.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';

test('hands over one reader, calls the latest callbacks, and takes it back', async () => {
  const handles: (ReaderHandle | null)[] = [];
  const heard: string[] = [];
  const element = (name: string) => (
    <ReaderView
      options={{ label: 'Text', onLockedInput: (_input: LockedInput) => heard.push(name) }}
      onReader={(reader) => handles.push(reader)}
    />
  );
  const screen = await render(element('first'));
  await screen.rerender(element('second'));
  handles[0]?.setArticle({
    document: plainTextDocument(['The bridge is safe.']),
    language: 'en',
    direction: 'ltr',
  });
  const box = screen.getByRole('textbox', { name: 'Text' });
  await expect.element(box).toHaveTextContent('The bridge is safe.');
  const init = { bubbles: true, cancelable: true, inputType: 'insertText', data: 'x' };
  box.element().dispatchEvent(new InputEvent('beforeinput', init));
  expect(heard).toEqual(['second']);
  await screen.unmount();
  expect(handles.map((each) => each === null)).toEqual([false, true]);
});
