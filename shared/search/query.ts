import {
  checkPattern,
  Fault,
  listTokens,
  type QueryFault,
  type QueryField,
  type Token,
  type TokenKind,
} from './query-tokens.ts';

/** What is looked for at one place of a query. `at` is where it stands in the query, in UTF-16 units. */
export type QueryLeaf =
  | {
      readonly kind: 'words';
      /** One word or the words of a phrase, as typed. */
      readonly text: string;
      /** The last word may go on. */
      readonly isPrefix: boolean;
      /** The word may have begun before. */
      readonly isSuffix: boolean;
      readonly at: number;
    }
  | { readonly kind: 'pattern'; readonly source: string; readonly at: number };

/** A query as a tree over its leaves, which it names by their index. */
export type QueryNode =
  | { readonly kind: 'leaf'; readonly leaf: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly part: QueryNode };

/** A condition that is no word to find, `speaker:Ruiz`. */
export interface QueryFilter {
  readonly field: QueryField;
  readonly value: string;
  readonly at: number;
}

/** A query that can be run. */
export interface Query {
  /** null when there are only filters. */
  readonly root: QueryNode | null;
  readonly leaves: readonly QueryLeaf[];
  readonly filters: readonly QueryFilter[];
}

/** A query, or why it is none. */
export type ParsedQuery =
  { readonly ok: true; readonly query: Query } | { readonly ok: false; readonly fault: QueryFault };

/** Limits of a query, from the threat model. */
export const queryLimits = { length: 2000, leaves: 32, depth: 32 } as const;

/**
 * Read a query as a person types it: words (all of them must be there), `"phrases"`, `prefix*`, `*part*`, `/patterns/`, `AND`, `OR`,
 * `NOT` or `-` in front, parentheses, and filters such as `speaker:Ruiz` or `before:2024-05`.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > queryLimits.length) {
      throw new Fault(`A query has at most ${queryLimits.length} characters.`, 0, text.length);
    }
    return { ok: true, query: new Parser(text, listTokens(text)).parse() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** A query that is one pattern as a whole. */
export function patternQuery(source: string): ParsedQuery {
  try {
    checkPattern(source, 0);
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
  const leaf: QueryLeaf = { kind: 'pattern', source, at: 0 };
  return { ok: true, query: { root: { kind: 'leaf', leaf: 0 }, leaves: [leaf], filters: [] } };
}

/** `Character 7: There is nothing before OR.`, counted from 1 in characters as a person counts them. */
export function describeFault(text: string, { message, at }: QueryFault): string {
  return `Character ${Array.from(text.slice(0, at)).length + 1}: ${message}`;
}

/** Recursive descent: OR binds least, then AND (written or not), then NOT. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  readonly leaves: QueryLeaf[] = [];
  readonly filters: QueryFilter[] = [];

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  parse(): Query {
    this.#checkSides();
    const root = this.#parseOr(0);
    const rest = this.#tokens[this.#next];
    if (rest) throw new Fault('This parenthesis was never opened.', rest.at, rest.end);
    const { leaves, filters } = this;
    const [filter] = filters;
    if (filter && root?.kind === 'or' && this.#hasBareOr()) {
      const advice = 'Put parentheses around what OR joins, the filter outside of them.';
      const end = this.#tokens.find(({ at }) => at === filter.at)?.end ?? this.#text.length;
      throw new Fault(advice, filter.at, end);
    }
    if (root && !isPositive(root)) {
      const advice = 'Say also what to look for: NOT only takes away.';
      throw new Fault(advice, 0, this.#text.length);
    }
    if (!root && !filter) throw new Fault('Type what to look for.', 0, 0);
    return { root, leaves, filters };
  }

  /** @throws Fault for a filter that alone is a side of OR. */
  #checkSides(): void {
    for (const [i, { kind, at, end }] of this.#tokens.entries()) {
      const [before, after] = [this.#tokens[i - 1]?.kind, this.#tokens[i + 1]?.kind];
      const isFirst = before === undefined || before === 'or' || before === '(';
      if (kind !== 'filter' || !(before === 'or' || (isFirst && after === 'or'))) continue;
      throw new Fault('A filter holds for all the words: OR cannot join it to one.', at, end);
    }
  }

  #parseOr(depth: number): QueryNode | null {
    const parts = [this.#parseAnd(depth)];
    for (let or = this.#take('or'); or; or = this.#take('or')) {
      if (!parts.at(-1)) throw new Fault('There is nothing before OR.', or.at, or.end);
      const after = this.#parseAnd(depth);
      if (!after) throw new Fault('There is nothing after OR.', or.at, or.end);
      parts.push(after);
    }
    return join('or', parts);
  }

  #parseAnd(depth: number): QueryNode | null {
    const parts: (QueryNode | null)[] = [];
    while (!this.#isAtEnd()) {
      const and = this.#take('and');
      if (!and) parts.push(this.#parseUnary(depth));
      else if (parts.length === 0) throw new Fault('There is nothing before AND.', and.at, and.end);
      else if (this.#isAtEnd() || this.#tokens[this.#next]?.kind === 'and') {
        throw new Fault('There is nothing after AND.', and.at, and.end);
      }
    }
    return join('and', parts);
  }

  #parseUnary(depth: number): QueryNode | null {
    const token = this.#tokens[this.#next++];
    if (!token) return null;
    const { kind, at, end } = token;
    if (depth > queryLimits.depth) throw new Fault('Too many parentheses.', at, end);
    if (kind === 'not') return this.#parseNot(token, depth);
    if (kind === '(') {
      const inside = this.#parseOr(depth + 1);
      const close = this.#take(')');
      if (!close) throw new Fault('This parenthesis is never closed.', at, end);
      if (!inside) throw new Fault('There is nothing between the parentheses.', at, close.end);
      return inside;
    }
    if (kind !== 'filter') return this.#addLeaf(token);
    if (depth > 0) throw new Fault('A filter stands outside of parentheses.', at, end);
    if (token.field) this.filters.push({ field: token.field, value: token.text, at });
    return null;
  }

  #parseNot({ at, end }: Token, depth: number): QueryNode {
    const after = this.#tokens[this.#next];
    if (after?.kind === 'filter') {
      throw new Fault('A filter cannot be turned round.', at, after.end);
    }
    const isBare = this.#isAtEnd() || after?.kind === 'and';
    const part = isBare ? null : this.#parseUnary(depth + 1);
    if (!part) throw new Fault('There is nothing after NOT.', at, end);
    return { kind: 'not', part };
  }

  #addLeaf(token: Token): QueryNode {
    const { kind, text, at, end } = token;
    if (this.leaves.length === queryLimits.leaves) {
      throw new Fault(`A query has at most ${queryLimits.leaves} words.`, at, end);
    }
    this.leaves.push(kind === 'pattern' ? { kind, source: text, at } : readWords(token));
    return { kind: 'leaf', leaf: this.leaves.length - 1 };
  }

  #take(kind: TokenKind): Token | null {
    const token = this.#tokens[this.#next];
    if (token?.kind !== kind) return null;
    this.#next += 1;
    return token;
  }

  /** Whether nothing follows that `AND` could join. */
  #isAtEnd(): boolean {
    const token = this.#tokens[this.#next];
    return !token || token.kind === 'or' || token.kind === ')';
  }

  /** Whether an OR stands outside of all parentheses. */
  #hasBareOr(): boolean {
    let depth = 0;
    for (const { kind } of this.#tokens) {
      if (kind === '(') depth += 1;
      else if (kind === ')') depth -= 1;
      else if (kind === 'or' && depth === 0) return true;
    }
    return false;
  }
}

/** Words with the stars around them. @throws Fault for a star that stands for nothing. */
function readWords({ kind, text, at, end }: Token): QueryLeaf {
  const isPrefix = text.endsWith('*');
  const isSuffix = kind === 'word' && text.startsWith('*');
  const bare = text.replace(isSuffix ? /^\*+|\*+$/gu : /\*+$/u, '');
  if (bare === '') throw new Fault('Put letters beside the *.', at, end);
  if (kind === 'word' && /[\p{L}\p{N}]\*+[\p{L}\p{N}]/u.test(bare)) {
    const pattern = bare.replaceAll(/\*+/gu, String.raw`\w*`);
    const advice = `A * stands before or after a word. Within one use a pattern: /${pattern}/.`;
    throw new Fault(advice, at, end);
  }
  return { kind: 'words', text: bare, isPrefix, isSuffix, at };
}

function join(kind: 'and' | 'or', parts: readonly (QueryNode | null)[]): QueryNode | null {
  const present = parts.filter((part) => part !== null);
  const [first] = present;
  return present.length > 1 ? { kind, parts: present } : (first ?? null);
}

/** Whether the query cannot be true of a text in which none of its words are. */
function isPositive(node: QueryNode): boolean {
  if (node.kind === 'leaf') return true;
  if (node.kind === 'not') return false;
  return node.kind === 'and' ? node.parts.some(isPositive) : node.parts.every(isPositive);
}
