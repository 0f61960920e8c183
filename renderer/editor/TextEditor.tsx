import { Editor, Extension } from '@tiptap/core';
import { UndoRedo } from '@tiptap/extensions';
import { TextSelection } from '@tiptap/pm/state';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { RichDocument } from '../../shared/text/document.ts';
import { codePoints, type CodePointOffset } from '../../shared/text/offsets.ts';
import { isSafeHref } from '../../shared/text/safe-href.ts';
import './editor.css';
import { cleanPaste } from './paste.ts';
import { buildPositionMap } from './positions.ts';
import { articleExtensions, toProseMirror, toRichDocument } from './schema.ts';
import { textMarks, type TextMark } from './text-marks.ts';
import { historyTools, tools } from './tools.ts';
import type { Tool } from './tools.ts';
import { revealSpan } from './viewport.ts';

/** Properties of the rich-text editor. */
export interface TextEditorProps {
  /** Document to begin with; read once. */
  readonly initial: RichDocument;
  /** Called after each change with a document that `parseDocument` accepts. */
  readonly onChange: (document: RichDocument) => void;
  /** Called when the text cannot be stored (too large), with the reason; null when it can again. */
  readonly onProblem?: (message: string | null) => void;
  /** BCP 47; empty when unknown. */
  readonly language?: string;
  /** Whether the text takes the focus when it is shown. */
  readonly autofocus?: boolean;
  /** Where the caret is at first, in code points of `initial`, and in sight; its start by default. */
  readonly start?: CodePointOffset;
  /** Marks to show behind the text, of `initial`; they go along with what is typed. Read once. */
  readonly marks?: readonly TextMark[];
  /** Keeps text, selection and undo while something else is shown in its place. */
  readonly isHidden?: boolean;
  /** Accessible name. Default `Article text`. */
  readonly label?: string;
}

/** Rich-text editing of an article: a toolbar and the text. */
export function TextEditor(props: TextEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useTextEditor(props, host);
  const [isLinking, setLinking] = useState(false);
  const { autofocus = false, isHidden = false } = props;
  useEffect(() => {
    if (autofocus && !isHidden) editor?.view.focus();
  }, [editor, autofocus, isHidden]);
  return (
    <div className="qm-editor" hidden={isHidden}>
      {editor && <Toolbar editor={editor} onLink={() => setLinking(true)} />}
      {editor && isLinking && <LinkForm editor={editor} onClose={() => setLinking(false)} />}
      <div className="qm-edit-scroll" ref={host} />
    </div>
  );
}

function useTextEditor(
  props: TextEditorProps,
  host: { readonly current: HTMLDivElement | null },
): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (!host.current) return;
    const made = buildEditor(host.current, latest.current);
    goTo(made, host.current, latest.current.start ?? codePoints(0));
    made.on('update', () => report(made, latest.current));
    made.on('transaction', redraw);
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [host]);
  return editor;
}

function buildEditor(element: HTMLElement, props: TextEditorProps): Editor {
  return new Editor({
    element,
    extensions: [...articleExtensions, UndoRedo, cleanPaste, showMarks(props.marks ?? [], element)],
    content: toProseMirror(props.initial).toJSON(),
    // A style tag of its own would be stopped by the content policy; editor.css holds the rules.
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      attributes: {
        class: 'qm-edit-text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': props.label ?? 'Article text',
        ...(props.language && { lang: props.language }),
      },
    },
  });
}

const showMarks = (marks: readonly TextMark[], scroller: HTMLElement) =>
  Extension.create({
    name: 'textMarks',
    addProseMirrorPlugins: () => [textMarks(marks, scroller)],
  });

/** Put the caret at a place of the text that editing begins with, and the place into sight. */
function goTo(editor: Editor, scroller: HTMLElement, start: CodePointOffset): void {
  const { view } = editor;
  const positions = buildPositionMap(view.state.doc);
  const at = Math.min(start, positions.length);
  const place = { start: codePoints(at), end: codePoints(at) };
  const caret = TextSelection.create(view.state.doc, positions.toPos(place.start));
  view.dispatch(view.state.tr.setSelection(caret));
  if (at > 0) revealSpan(view, positions, scroller, place);
}

function report(editor: Editor, { onChange, onProblem }: TextEditorProps): void {
  const parsed = toRichDocument(editor.state.doc);
  onProblem?.(parsed.ok ? null : parsed.error.message);
  if (parsed.ok) onChange(parsed.value);
}

/** One tab stop; arrows, Home and End move inside (WAI-ARIA toolbar pattern). */
function Toolbar({ editor, onLink }: { readonly editor: Editor; readonly onLink: () => void }) {
  const [current, setCurrent] = useState(0);
  const link: Tool = {
    id: 'link',
    label: 'Link',
    sign: 'Link',
    opensGroup: false,
    isActive: () => editor.isActive('link'),
    canRun: () => !editor.state.selection.empty || editor.isActive('link'),
    run: onLink,
  };
  const all = [...tools, link, ...historyTools];
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const steps: Record<string, number> = {
      ArrowRight: current + (isRtl ? -1 : 1),
      ArrowLeft: current + (isRtl ? 1 : -1),
      Home: 0,
      End: all.length - 1,
    };
    const target = steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = (target + all.length) % all.length;
    setCurrent(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      className="qm-toolbar"
      role="toolbar"
      tabIndex={-1}
      aria-label="Text format"
      onKeyDown={move}
    >
      {all.map((tool, index) => (
        <ToolButton
          key={tool.id}
          tool={tool}
          editor={editor}
          isCurrent={index === current}
          onFocus={() => setCurrent(index)}
        />
      ))}
    </div>
  );
}

function ToolButton(props: {
  readonly tool: Tool;
  readonly editor: Editor;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
}) {
  const { tool, editor } = props;
  const canRun = tool.canRun(editor);
  return (
    <>
      {tool.opensGroup && <span className="qm-tool-gap" aria-hidden="true" />}
      <button
        type="button"
        className="qm-tool"
        data-tool={tool.id}
        title={tool.label}
        aria-label={tool.label}
        {...(tool.isActive && { 'aria-pressed': tool.isActive(editor) })}
        // Not `disabled`: that would drop the focus of who just pressed it.
        aria-disabled={!canRun}
        tabIndex={props.isCurrent ? 0 : -1}
        onFocus={props.onFocus}
        // The selection stays where it is when the mouse presses a tool.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => canRun && tool.run(editor)}
      >
        {tool.sign}
      </button>
    </>
  );
}

/** Asks for the address of a link. */
function LinkForm({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const known: unknown = editor.getAttributes('link')['href'];
  const [href, setHref] = useState(typeof known === 'string' ? known : '');
  const [hasProblem, setProblem] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const chain = () => editor.chain().focus().extendMarkRange('link');
  const close = (): void => {
    onClose();
    editor.commands.focus();
  };
  const apply = (): void => {
    const address = /^[a-z][a-z0-9+.-]*:/i.test(href.trim())
      ? href.trim()
      : `https://${href.trim()}`;
    if (!isSafeHref(address)) return setProblem(true);
    chain().setMark('link', { href: address }).run();
    onClose();
  };
  const remove = (): void => {
    chain().unsetMark('link').run();
    onClose();
  };
  return (
    <form
      className="qm-link-form"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <label htmlFor="qm-link-address">Address</label>
      <input
        id="qm-link-address"
        ref={input}
        value={href}
        aria-invalid={hasProblem}
        onChange={(event) => setHref(event.target.value)}
      />
      <button type="submit" className="qm-tool">
        Apply
      </button>
      <button type="button" className="qm-tool" onClick={remove}>
        Remove
      </button>
      <button type="button" className="qm-tool" onClick={close}>
        Cancel
      </button>
      {hasProblem && (
        <span role="alert" className="qm-link-problem">
          A link has to be an https, http or mailto address.
        </span>
      )}
    </form>
  );
}
