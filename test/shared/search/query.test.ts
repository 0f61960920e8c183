import { describe, expect, test } from 'vitest';
import {
  describeFault,
  parseQuery,
  type Query,
  type QueryNode,
} from '../../../shared/search/query.ts';

/** A query as one line: `(a & "b c" & !d*)`. */
function show(text: string): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) return describeFault(text, parsed.fault);
  const { root, filters } = parsed.query;
  const conditions = filters.map(({ field, value }) => `${field}=${value}`);
  return [root ? showNode(root, parsed.query) : '', ...conditions].filter(Boolean).join(' ');
}

function showNode(node: QueryNode, query: Query): string {
  if (node.kind === 'not') return `!${showNode(node.part, query)}`;
  if (node.kind === 'leaf') {
    const leaf = query.leaves[node.leaf];
    if (leaf?.kind === 'pattern') return `/${leaf.source}/`;
    return `${leaf?.isSuffix ? '*' : ''}${leaf?.text}${leaf?.isPrefix ? '*' : ''}`;
  }
  const parts = node.parts.map((part) => showNode(part, query));
  return `(${parts.join(node.kind === 'and' ? ' & ' : ' | ')})`;
}

describe('parseQuery', () => {
  test.each([
    ['hospital', 'hospital'],
    ['two regional hospitals', '(two & regional & hospitals)'],
    ['two AND hospitals', '(two & hospitals)'],
    ['a OR b c', '(a | (b & c))'],
    ['a (b OR c) -d', '(a & (b | c) & !d)'],
    ['a NOT "b c"', '(a & !b c)'],
    ['hosp* “two regional”*', '(hosp* & two regional*)'],
    ['*spital* *tal "*a"', '(*spital* & *tal & *a)'],
    ['/hosp[ai/]tal\\/s/ x', '(/hosp[ai/]tal\\/s/ & x)'],
    ['speaker:"Ana Ruiz" type:indirect cuts', 'cuts speaker=Ana Ruiz type=indirect'],
    ['speaker:Ruiz', 'speaker=Ruiz'],
    ['well-known and or', '(well-known & and & or)'],
    ['price: 5', '(price: & 5)'],
    ['(a OR b) speaker:Ruiz', '(a | b) speaker=Ruiz'],
    ['😀 €', '(😀 & €)'],
  ])('%s', (text, expected) => expect(show(text)).toBe(expected));

  test.each([
    ['', 'Character 1: Type what to look for.'],
    ['a "b', 'Character 3: This quotation mark is never closed.'],
    ['😀 (a', 'Character 3: This parenthesis is never closed.'],
    ['a)', 'Character 2: This parenthesis was never opened.'],
    ['OR a', 'Character 1: There is nothing before OR.'],
    ['a OR', 'Character 3: There is nothing after OR.'],
    ['a AND', 'Character 3: There is nothing after AND.'],
    ['AND a', 'Character 1: There is nothing before AND.'],
    ['a NOT', 'Character 3: There is nothing after NOT.'],
    ['-a', 'Character 1: Say also what to look for: NOT only takes away.'],
    ['a OR NOT b', 'Character 1: Say also what to look for: NOT only takes away.'],
    ['*', 'Character 1: Put letters beside the *.'],
    [
      'a wom*n',
      String.raw`Character 3: A * stands before or after a word. Within one use a pattern: /wom\w*n/.`,
    ],
    ['/(a/', 'Character 2: The pattern is not right: Unterminated group.'],
    ['/a', 'Character 1: The pattern has no / at its end.'],
    ['//', 'Character 2: The pattern is empty.'],
    ['speaker:', 'Character 1: Say which: speaker:…'],
    [
      'a OR b type:direct',
      'Character 8: Put parentheses around what OR joins, the filter outside of them.',
    ],
    [
      'a OR type:direct',
      'Character 6: A filter holds for all the words: OR cannot join it to one.',
    ],
    ['tag:x OR a', 'Character 1: A filter holds for all the words: OR cannot join it to one.'],
    ['(type:direct)', 'Character 2: A filter stands outside of parentheses.'],
    ['a -type:direct', 'Character 3: A filter cannot be turned round.'],
    ['()', 'Character 1: There is nothing between the parentheses.'],
  ])('%s is refused with its place', (text, expected) => expect(show(text)).toBe(expected));

  test('refuses what is far too deep or long without trouble', () => {
    expect(show('('.repeat(1000))).toContain('Too many parentheses');
    expect(show('a '.repeat(999))).toContain('at most 32 words');
    expect(show('a'.repeat(3000))).toContain('at most 2000 characters');
  });
});
