import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { TextEditor, type TextEditorProps } from '../../../renderer/editor/TextEditor.tsx';
import type { RichDocument } from '../../../shared/text/document.ts';
import { parseDocument } from '../../../shared/text/document.ts';
import { buildSpan } from '../../../shared/text/offsets.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';

describe('TextEditor', () => {
  test('reports what is typed as a document that can be stored', async () => {
    const { text, last } = await showEditor(['The bridge']);
    await userEvent.click(text);
    await userEvent.keyboard('{Control>}{End}{/Control} is safe.{Enter}Really.');
    expect(last()).toEqual(plainTextDocument(['The bridge is safe.', 'Really.']));
  });

  test('cleans pasted HTML: no scripts, images, odd links or office junk; tables and deep headings kept as text', async () => {
    const { text, last } = await showEditor(['']);
    await userEvent.click(text);
    paste(text, {
      'text/html':
        '<html><head><style>p{}</style></head><body><!--[if gte mso 9]><xml>junk</xml><![endif]-->' +
        '<h5 class="MsoHeading">Flood</h5><p class="MsoNormal" style="mso-x:1"><b>Ana</b> <i>said</i><o:p></o:p> ' +
        '<a href="https://example.org/a">here</a> <a href="javascript:alert(1)">there</a>' +
        '<script>alert(1)</script><img src="x" onerror="alert(1)"></p><p>&nbsp;</p>' +
        '<ul><li>one</li><li>two</li></ul><table><tr><td>left</td><td>right</td></tr></table>' +
        '<figure><figcaption>The pier</figcaption></figure></body></html>',
    });
    expect(last()).toEqual({
      type: 'doc',
      content: [
        {
          type: 'heading',
          attrs: { level: 3 },
          content: [{ type: 'text', text: 'Flood' }],
        },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'Ana', marks: [{ type: 'bold' }] },
            { type: 'text', text: ' ' },
            { type: 'text', text: 'said', marks: [{ type: 'italic' }] },
            { type: 'text', text: ' ' },
            {
              type: 'text',
              text: 'here',
              marks: [{ type: 'link', attrs: { href: 'https://example.org/a' } }],
            },
            { type: 'text', text: ' there' },
          ],
        },
        {
          type: 'bulletList',
          content: ['one', 'two'].map((item) => ({
            type: 'listItem',
            content: [{ type: 'paragraph', content: [{ type: 'text', text: item }] }],
          })),
        },
        { type: 'paragraph', content: [{ type: 'text', text: 'left' }] },
        { type: 'paragraph', content: [{ type: 'text', text: 'right' }] },
        { type: 'caption', content: [{ type: 'text', text: 'The pier' }] },
      ],
    });
  });

  test('splits pasted plain text at blank lines, else at line ends', async () => {
    const first = await showEditor(['']);
    await userEvent.click(first.text);
    paste(first.text, { 'text/plain': 'One\r\nmore\r\n\r\n\r\nTwo\n' });
    expect(first.last()).toEqual(plainTextDocument(['One\nmore', 'Two']));
    const second = await showEditor(['']);
    await userEvent.click(second.text);
    paste(second.text, { 'text/plain': 'One\nTwo' });
    expect(second.last()).toEqual(plainTextDocument(['One', 'Two']));
  });

  test('has a toolbar of one tab stop that says what is on', async () => {
    const { text, screen, last } = await showEditor(['The bridge']);
    await userEvent.click(text);
    await userEvent.keyboard('{Control>}a{/Control}');
    await screen.getByRole('button', { name: 'H2 heading' }).click();
    await screen.getByRole('button', { name: 'Bold' }).click();
    expect(last()).toEqual({
      type: 'doc',
      content: [
        {
          type: 'heading',
          attrs: { level: 2 },
          content: [{ type: 'text', text: 'The bridge', marks: [{ type: 'bold' }] }],
        },
      ],
    });
    const bold = screen.getByRole('button', { name: 'Bold' });
    await expect.element(bold).toHaveAttribute('aria-pressed', 'true');
    const stops = screen.container.querySelectorAll('[role=toolbar] button[tabindex="0"]');
    expect(stops.length).toBe(1);
    const italic = screen.getByRole('button', { name: 'Italic' });
    bold.element().focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(italic).toHaveFocus();
    await userEvent.keyboard('{End}{Home}');
    await expect.element(screen.getByRole('button', { name: 'Paragraph' })).toHaveFocus();
  });

  test('makes every block of the toolbar, undoes and redoes', async () => {
    const { text, screen, last } = await showEditor(['The bridge']);
    await userEvent.click(text);
    for (const [name, type] of [
      ['Caption', 'caption'],
      ['Caption', 'paragraph'],
      ['Quote block', 'blockquote'],
      ['Quote block', 'paragraph'],
      ['Bullet list', 'bulletList'],
      ['1. Numbered list', 'orderedList'],
    ] as const) {
      await screen.getByRole('button', { name }).click();
      expect(last().content[0]?.type).toBe(type);
      expect(parseDocument(last()).ok).toBe(true);
    }
    await screen.getByRole('button', { name: 'Undo' }).click();
    expect(last().content[0]?.type).not.toBe('orderedList');
    await screen.getByRole('button', { name: 'Redo' }).click();
    expect(last().content[0]?.type).toBe('orderedList');
  });

  test('links the selection to an address it has checked', async () => {
    const { text, screen, last } = await showEditor(['The bridge']);
    await userEvent.click(text);
    await userEvent.keyboard('{Control>}a{/Control}');
    await screen.getByRole('button', { name: 'Link' }).click();
    const address = screen.getByLabelText('Address');
    await address.fill('javascript:alert(1)');
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByRole('alert')).toBeVisible();
    await address.fill('example.org/bridge');
    await userEvent.keyboard('{Enter}');
    expect(last().content).toEqual([
      {
        type: 'paragraph',
        content: [
          {
            type: 'text',
            text: 'The bridge',
            marks: [{ type: 'link', attrs: { href: 'https://example.org/bridge' } }],
          },
        ],
      },
    ]);
  });
});

const report = Array.from(
  { length: 60 },
  (_, i) => `Paragraph ${i} of a long report on the bridge.`,
);

describe('TextEditor of an article with marks', () => {
  test('begins where the person was reading, in sight', async () => {
    const start = buildSpan(report.slice(0, 40).join('\n').length + 1, 9_999).start;
    const { text, last } = await showEditor(report, { start });
    const scroller = text.parentElement;
    await expect.poll(() => scroller?.scrollTop).toBeGreaterThan(200);
    await userEvent.keyboard('Here: ');
    const block = last().content[40];
    expect(block).toEqual(plainTextDocument([`Here: ${report[40]}`]).content[0]);
  });

  test('shows marks behind the text; they go along with what is typed and end with their words', async () => {
    const { text } = await showEditor(['😀 Ana Ruiz said “no”.'], {
      marks: [
        { kind: 'mention', segments: [{ ...buildSpan(2, 10), role: 'span' }] },
        {
          kind: 'quotation',
          segments: [
            { ...buildSpan(16, 20), role: 'content' },
            { ...buildSpan(11, 15), role: 'cue' },
          ],
        },
        { kind: 'claim', segments: [{ ...buildSpan(17, 19), role: 'span' }] },
      ],
    });
    await expect.poll(() => shownAs('qm-edit-mention')).toEqual(['Ana Ruiz']);
    expect(shownAs('qm-edit-quotation')).toEqual(['“no”']);
    expect(shownAs('qm-edit-role')).toEqual(['said']);
    expect(shownAs('qm-edit-claim')).toEqual(['no']);
    await userEvent.click(text);
    await userEvent.keyboard('{Control>}{Home}{/Control}Then {Enter}');
    expect(shownAs('qm-edit-mention')).toEqual(['Ana Ruiz']);
    selectIn(text, 'Ruiz said “no”');
    await userEvent.keyboard('{Delete}');
    expect(shownAs('qm-edit-mention')).toEqual(['Ana ']);
    expect(shownAs('qm-edit-quotation')).toEqual([]);
    expect(shownAs('qm-edit-claim')).toEqual([]);
  });

  test('keeps text and undo while it is hidden, and takes the focus again', async () => {
    const { text, last, show } = await showEditor(['The bridge']);
    await userEvent.click(text);
    await userEvent.keyboard('{Control>}{End}{/Control} is safe');
    await show({ isHidden: true });
    await expect.element(text).not.toBeVisible();
    await show({ isHidden: false });
    expect(document.activeElement).toBe(text);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(last()).toEqual(plainTextDocument(['The bridge']));
  });
});

/** Words that a highlight of the page covers now. */
function shownAs(name: string): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map((part) => {
    const range = document.createRange();
    range.setStart(part.startContainer, part.startOffset);
    range.setEnd(part.endContainer, part.endOffset);
    return range.toString();
  });
}

/** Select words that stand in one text node. */
function selectIn(text: Element, words: string): void {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(words) ?? -1;
    if (at >= 0) return getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
  }
  throw new Error(`The text does not say: ${words}`);
}

async function showEditor(paragraphs: readonly string[], more: Partial<TextEditorProps> = {}) {
  document.body.replaceChildren();
  const changes: RichDocument[] = [];
  const build = (props: Partial<TextEditorProps>) => (
    <div style={{ blockSize: 300 }}>
      <TextEditor
        initial={plainTextDocument(paragraphs)}
        onChange={(document_) => changes.push(document_)}
        language="en"
        autofocus
        {...props}
      />
    </div>
  );
  const screen = await render(build(more));
  const box = screen.getByRole('textbox', { name: 'Article text' });
  await expect.element(box).toBeVisible();
  const text = box.element();
  const last = (): RichDocument => {
    const document_ = changes.at(-1);
    if (!document_) throw new Error('nothing was reported');
    return document_;
  };
  const show = (props: Partial<TextEditorProps>) => screen.rerender(build({ ...more, ...props }));
  return { screen, text, last, show };
}

function paste(target: Element, contents: Readonly<Record<string, string>>): void {
  const data = new DataTransfer();
  for (const [type, content] of Object.entries(contents)) data.setData(type, content);
  const init = { bubbles: true, cancelable: true, clipboardData: data };
  target.dispatchEvent(new ClipboardEvent('paste', init));
}
