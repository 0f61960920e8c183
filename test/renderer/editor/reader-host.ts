import { cdp } from 'vitest/browser';
import '../../../renderer/editor/editor.css';
import '../../../renderer/ui/tokens.css';
import { createReader } from '../../../renderer/editor/reader.ts';
import type {
  LockedInput,
  MarkClick,
  MarkResize,
  ReaderContextMenu,
  ReaderHandle,
  ReaderOptions,
  ReaderSelection,
} from '../../../renderer/editor/types.ts';
import type { RichDocument } from '../../../shared/text/document.ts';
import { buildSpan } from '../../../shared/text/offsets.ts';
import type { Span } from '../../../shared/text/offsets.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';

/** A reader in the page, with what it has called back. */
export interface ShownReader {
  readonly reader: ReaderHandle;
  readonly host: HTMLElement;
  readonly scroller: HTMLElement;
  /** The editable element. */
  readonly text: HTMLElement;
  readonly calls: {
    readonly selections: ReaderSelection[];
    readonly clicks: MarkClick[];
    readonly resizes: MarkResize[];
    readonly menus: ReaderContextMenu[];
    readonly locked: LockedInput[];
  };
  /** Span of the nth occurrence of a string. */
  find(part: string, nth?: number): Span;
  /** Drawn stretches that carry a mark. */
  drawn(id: string): HTMLElement[];
  /** Centre of the nth occurrence of a string, in viewport coordinates. */
  centreOf(part: string, nth?: number): { readonly x: number; readonly y: number };
}

/** Show a document, or paragraphs, in a reader of 900 × 600 pixels. */
export async function showReader(
  content: RichDocument | readonly string[],
  { language = 'en', direction = 'auto' as const, options = {} as ReaderOptions } = {},
): Promise<ShownReader> {
  document.body.replaceChildren();
  const host = document.createElement('div');
  host.style.cssText = 'position:fixed;left:0;top:0;width:900px;height:600px';
  document.body.append(host);
  const calls: ShownReader['calls'] = {
    selections: [],
    clicks: [],
    resizes: [],
    menus: [],
    locked: [],
  };
  const reader = createReader(host, {
    ...options,
    onSelectionChange: (selection) => calls.selections.push(selection),
    onMarkClick: (click) => calls.clicks.push(click),
    onResize: (resize) => calls.resizes.push(resize),
    onContextMenu: (menu) => calls.menus.push(menu),
    onLockedInput: (input) => calls.locked.push(input),
  });
  const rich = 'type' in content ? content : plainTextDocument(content);
  reader.setArticle({ document: rich, language, direction });
  await painted();
  const find = (part: string, nth = 0): Span => {
    const text = reader.getText();
    let at = -1;
    for (let i = 0; i <= nth; i++) at = text.indexOf(part, at + 1);
    if (at < 0) throw new Error(`no ${part}`);
    const start = [...text.slice(0, at)].length;
    return buildSpan(start, start + [...part].length);
  };
  return {
    reader,
    host,
    scroller: query(host, '.qm-reader'),
    text: query(host, '.qm-text'),
    calls,
    find,
    drawn: (id) => [...host.querySelectorAll<HTMLElement>(`.qm-text [data-ann~="${id}"]`)],
    centreOf: (part, nth) => {
      const rect = reader.rectOf(find(part, nth));
      if (!rect) throw new Error(`${part} is not shown`);
      return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
    },
  };
}

/** Two frames: one draws, the next has measured. */
export async function painted(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

function query(host: HTMLElement, selector: string): HTMLElement {
  const found = host.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** A command of the DevTools protocol: real mouse and input method events, which no synthetic event stands for. */
export async function sendToBrowser(method: string, parameters: object): Promise<void> {
  const session: object = cdp();
  if (!('send' in session) || typeof session.send !== 'function') throw new Error('no session');
  await session.send(method, parameters);
}
