import { expect, test } from 'vitest';
import { articleFilter } from '../../../shared/contract/article-filter.ts';
import { parseFilterText } from '../../../shared/contract/filter-text.ts';

function read(text: string) {
  const result = parseFilterText(text);
  if (!result.ok) return result.error.message;
  // What the text says must be a filter to the engine as well.
  expect(articleFilter.parse(result.value)).toEqual(result.value);
  const none = articleFilter.parse({});
  return Object.fromEntries(
    Object.entries(result.value).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(none[key as keyof typeof none]),
    ),
  );
}

test.each([
  ['', {}],
  ['strike at the port', { query: 'strike at the port' }],
  [
    'status:new,done tag:"public health",budget',
    { statuses: ['new', 'done'], tags: ['public health', 'budget'] },
  ],
  ['tag:""  PUBLISHER:"The Bay, Post"', { tags: [''], publishers: ['The Bay, Post'] }],
  ['from:2026-01 to:2026-03-12', { publishedFrom: '2026-01', publishedTo: '2026-03-12' }],
  ['has:doubt has:quotations in:trash', { has: ['quotations', 'doubt'], trashed: true }],
  [
    'language:ar annotator:ann claim:disputed',
    { languages: ['ar'], annotators: ['ann'], claimStatuses: ['disputed'] },
  ],
  ['"10:30" port', { query: '10:30 port' }],
  ['סטרייק 😀', { query: 'סטרייק 😀' }],
])('%s', (text, filter) => {
  expect(read(text)).toEqual(filter);
});

test.each([
  ['colour:red', /no field “colour”; use status, tag/],
  ['status:gone', /status: cannot be “gone”; use new, in_progress/],
  ['has:', /has: has no value/],
  ['from:March', /from: cannot be “March”; use a date/],
])('%s is refused with the reason', (text, reason) => {
  expect(read(text)).toMatch(reason);
});
