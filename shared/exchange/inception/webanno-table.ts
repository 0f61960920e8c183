import { Refusal } from '../../util/result.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { parseStack, unescapeForm, type StackedValue } from './webanno-cells.ts';

/** One annotation of a layer, over one or more tokens. In UTF-16 units. */
export interface WebannoSpan {
  /** `webanno.custom.Mention`. */
  readonly layer: string;
  readonly begin: number;
  end: number;
  /** By name, in the order of the columns; null for one without a value. */
  readonly features: ReadonlyMap<string, string | null>;
  /** Line of its first token. */
  readonly line: number;
}

/** A table of tokens as it stands in the file. */
export interface WebannoTable {
  /** The text as the sentences give it; what stands between them is not known and is spaces. */
  readonly text: string;
  readonly tokens: readonly WebannoToken[];
  /** In the order in which they begin. */
  readonly spans: readonly WebannoSpan[];
}

/** In UTF-16 units. */
export interface WebannoToken {
  readonly begin: number;
  readonly end: number;
  readonly form: string;
  readonly line: number;
}

interface Layer {
  readonly name: string;
  readonly kind: 'span' | 'relation' | 'chain';
  /** Number of the first of its columns. */
  readonly first: number;
  readonly features: readonly string[];
}

/** What is between two sentences at most, in UTF-16 units. */
const gapLimit = 10_000;

interface State {
  readonly file: SourceFile;
  readonly layers: Layer[];
  readonly tokens: WebannoToken[];
  readonly spans: Map<string, WebannoSpan>;
  /** Lines of the sentence's text until its first token has been read; null afterwards. */
  pending: string[] | null;
  text: string;
}

/**
 * Read a WebAnno TSV 3 file. Relations, chains and the targets of links are read over.
 *
 * @throws Refusal `bad_input` naming file and line.
 */
export function parseWebanno(file: SourceFile, content: string): WebannoTable {
  const lines = content.split(/\r?\n/);
  const state: State = { file, layers: [], tokens: [], spans: new Map(), pending: null, text: '' };
  if (lines[0]?.startsWith('#FORMAT=WebAnno TSV 3') !== true) {
    throw bad(state, 1, 'It does not begin with “#FORMAT=WebAnno TSV 3”.');
  }
  lines.forEach((line, i) => {
    if (line.startsWith('#Text=')) (state.pending ??= []).push(unescapeForm(line.slice(6)));
    else if (/^#T_(?:SP|RL|CH)=/.test(line)) addLayer(line, state);
    else if (line !== '' && !line.startsWith('#')) addRow(line, i + 1, state);
  });
  const { text, tokens, spans } = state;
  return { text, tokens, spans: [...spans.values()] };
}

function addLayer(line: string, { layers }: State): void {
  const [name = '', ...features] = line.slice(6).split('|');
  const kind = line.startsWith('#T_SP') ? 'span' : line.startsWith('#T_RL') ? 'relation' : 'chain';
  const last = layers.at(-1);
  const first = last === undefined ? 3 : last.first + Math.max(1, last.features.length);
  layers.push({ name, kind, first, features: features.filter((feature) => feature !== '') });
}

function addRow(line: string, number: number, state: State): void {
  const cells = line.split('\t');
  const [unit = '', place = '', raw = ''] = cells;
  const [, from, to] = /^(\d{1,10})-(\d{1,10})$/.exec(place) ?? [];
  if (!/^\d+-\d+(?:\.\d+)?$/.test(unit) || from === undefined || to === undefined) {
    throw bad(
      state,
      number,
      'A row begins with its token as 1-1, its positions as 0-4 and its form.',
    );
  }
  const token = { begin: Number(from), end: Number(to), form: unescapeForm(raw), line: number };
  placeSentence(token, state);
  // A place without a word: what is marked there has none either.
  if (token.begin === token.end && token.form === '') return;
  if (state.text.slice(token.begin, token.end) !== token.form || token.begin >= token.end) {
    const found = JSON.stringify(state.text.slice(token.begin, token.end).slice(0, 60));
    throw bad(
      state,
      number,
      `${place} is ${found} in the text, not ${JSON.stringify(token.form)}.`,
    );
  }
  state.tokens.push(token);
  for (const layer of state.layers) {
    if (layer.kind === 'span') addCells(cells, layer, token, state);
  }
}

/** Put the text of the sentence where its first token says that it is. */
function placeSentence({ begin, form, line }: WebannoToken, state: State): void {
  if (state.pending === null) return;
  const words = state.pending.join('\n');
  state.pending = null;
  const at = words.indexOf(form);
  const start = begin - at;
  const gap = start - state.text.length;
  if (at === -1 || gap < 0 || gap > gapLimit) {
    throw bad(state, line, `The sentence of “${form.slice(0, 40)}” does not begin at ${start}.`);
  }
  state.text += ' '.repeat(gap) + words;
}

function addCells(cells: readonly string[], layer: Layer, token: WebannoToken, state: State): void {
  const columns = Math.max(1, layer.features.length);
  const own = cells.slice(layer.first, layer.first + columns);
  if (own.length < columns) {
    throw bad(state, token.line, `Columns of the layer ${layer.name} are missing.`);
  }
  // The column after that of a link's role has its target, whose number is not that of the annotation.
  const isTarget = (n: number) => layer.features[n - 1]?.startsWith('ROLE_') === true;
  const stacks = own.map((cell, n) => (isTarget(n) ? [] : parseStack(cell)));
  const count = Math.max(...stacks.map((stack) => stack.length));
  for (let i = 0; i < count; i++) addSpan({ layer, stacks, i, token, state });
}

interface SpanTask {
  readonly layer: Layer;
  readonly stacks: readonly (readonly StackedValue[])[];
  /** Number in the stack. */
  readonly i: number;
  readonly token: WebannoToken;
  readonly state: State;
}

function addSpan({ layer, stacks, i, token, state }: SpanTask): void {
  const id = stacks.map((stack) => stack[i]?.id ?? null).find((each) => each !== null) ?? null;
  const key = `${layer.name} ${id ?? `line ${token.line} ${i}`}`;
  const known = state.spans.get(key);
  if (known !== undefined) {
    known.end = Math.max(known.end, token.end);
    return;
  }
  const features = layer.features.map((name, n) => [name, stacks[n]?.[i]?.value ?? null] as const);
  const { begin, end, line } = token;
  state.spans.set(key, { layer: layer.name, begin, end, features: new Map(features), line });
}

function bad({ file }: State, line: number, reason: string): Refusal {
  return new Refusal('bad_input', `${file.name}, line ${line}: ${reason}`);
}
