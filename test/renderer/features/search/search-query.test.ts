import { expect, test } from 'vitest';
import {
  toEngineQuery,
  type SearchQuery,
} from '../../../../renderer/features/search/search-query.ts';

test.each([
  ['dam', 'dam'],
  ['dam OR wall type:direct', '(dam OR wall ) type:direct'],
  ['dam AND type:direct', '(dam ) type:direct'],
  ['dam AND type:', 'dam '],
  ['dam speaker:"', 'dam '],
  ['dam speaker:"Ana R', '(dam ) speaker:"Ana R"'],
  ['type:direct TYPE:Direct dam', '(dam) type:direct'],
])('«%s» is asked while it is typed', (text, asked) => {
  expect(ask({ text })).toBe(asked);
});

test.each([
  ['dam OR type:', 'Character 8: A filter holds for all the words: OR cannot join it to one.'],
  ['tag:x (dam', 'Character 7: This parenthesis is never closed.'],
  ['tag:x AND AND dam', 'Character 11: There is nothing before AND.'],
  ['a -tag:x', 'Character 3: A filter cannot be turned round.'],
])('«%s» is refused at its place in what is typed', (text, message) => {
  expect(ask({ text })).toBe(message);
});

test('an AND at the head joins the words to the filters beside them', () => {
  expect(ask({ text: 'AND dam', filters: [{ field: 'tag', value: 'x' }] })).toBe('(    dam) tag:x');
  expect(ask({ text: 'AND dam' })).toBe('Character 1: There is nothing before AND.');
});

/** What the engine is asked, or why it is not. */
function ask(part: Partial<SearchQuery>): string {
  const rest = { scope: 'text', exact: false, wholeWord: true, filters: [], text: '' } as const;
  const query = toEngineQuery({ ...rest, ...part });
  return query.ok ? query.asked.text : query.error.message;
}
