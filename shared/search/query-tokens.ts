/** What filters there are. */
export const queryFields = [
  'speaker',
  'type',
  'cue',
  'status',
  'source',
  'title',
  'tag',
  'language',
  'before',
  'after',
] as const;
export type QueryField = (typeof queryFields)[number];

/** Why a query cannot be run, and where in it: UTF-16 units, half-open. */
export interface QueryFault {
  readonly message: string;
  readonly at: number;
  readonly end: number;
}

/** Thrown while a query is read; never leaves this room. */
export class Fault extends Error {
  readonly fault: QueryFault;
  constructor(message: string, at: number, end: number) {
    super(message);
    this.fault = { message, at, end };
  }
}

/** What a piece of a query is. */
export type TokenKind = 'word' | 'phrase' | 'pattern' | 'filter' | '(' | ')' | 'and' | 'or' | 'not';
/** A piece of a query. `at` and `end` are in UTF-16 units. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly field: QueryField | null;
  readonly at: number;
  readonly end: number;
}

/** Opening quotation marks with what closes them; keyboards and word processors give any of these. */
const closers: Readonly<Record<string, string>> = { '"': '"“”', '“': '”“"', '„': '“”"' };
const operators: Readonly<Record<string, TokenKind>> = { AND: 'and', OR: 'or', NOT: 'not' };

/** The pieces of a query. @throws Fault */
export function listTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/u.test(char)) {
      at += 1;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(text: string, at: number): Token {
  const char = text.charAt(at);
  const simple = (kind: TokenKind): Token => {
    return { kind, text: char, field: null, at, end: at + 1 };
  };
  if (char === '(' || char === ')') return simple(char);
  if (char === '-' && /[^\s)]/u.test(text.charAt(at + 1))) return simple('not');
  if (char in closers) return readPhrase(text, at, null, at);
  if (char === '/') return readPattern(text, at);
  const field = new RegExp(`^(${queryFields.join('|')}):`, 'iu').exec(text.slice(at));
  if (field) return readFilter(text, at, field[0]);
  const word = /^[^\s()"“„]+/u.exec(text.slice(at))?.[0] ?? char;
  const kind = operators[word] ?? 'word';
  return { kind, text: word, field: null, at, end: at + word.length };
}

function readPhrase(text: string, open: number, field: QueryField | null, at: number): Token {
  const closing = closers[text.charAt(open)] ?? '"';
  let close = open + 1;
  while (close < text.length && !closing.includes(text.charAt(close))) close += 1;
  if (close === text.length) {
    throw new Fault('This quotation mark is never closed.', open, text.length);
  }
  const inside = text.slice(open + 1, close);
  const star = field === null && text.charAt(close + 1) === '*';
  const end = close + 1 + (star ? 1 : 0);
  if (inside.trim() === '') throw new Fault('There is nothing between the marks.', open, end);
  return {
    kind: field ? 'filter' : 'phrase',
    text: star ? `${inside}*` : inside,
    field,
    at,
    end,
  };
}

function readFilter(text: string, at: number, head: string): Token {
  const name = head.slice(0, -1).toLowerCase();
  const field = queryFields.find((each) => each === name) ?? 'source';
  const start = at + head.length;
  if (text.charAt(start) in closers) return readPhrase(text, start, field, at);
  const value = /^[^\s()]+/u.exec(text.slice(start))?.[0] ?? '';
  if (value === '') throw new Fault(`Say which: ${field}:…`, at, start);
  return { kind: 'filter', text: value, field, at, end: start + value.length };
}

function readPattern(text: string, at: number): Token {
  let inClass = false;
  for (let end = at + 1; end < text.length; end += 1) {
    const char = text.charAt(end);
    if (char === '\\') end += 1;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) {
      const source = text.slice(at + 1, end);
      checkPattern(source, at + 1);
      return { kind: 'pattern', text: source, field: null, at, end: end + 1 };
    }
  }
  throw new Fault('The pattern has no / at its end.', at, text.length);
}

/** @throws Fault when a pattern is none. */
export function checkPattern(source: string, at: number): void {
  const end = at + source.length;
  if (source === '') throw new Fault('The pattern is empty.', at, end + 1);
  try {
    new RegExp(source, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const why = reason.replace(/^Invalid regular expression: /u, '').replace(/^\/.*\/\w*: /su, '');
    throw new Fault(`The pattern is not right: ${why}.`, at, end);
  }
}
