import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactText } from '../../../../shared/exchange/redact/redact-article.ts';
import { planRedaction, type Redaction } from '../../../../shared/exchange/redact/redact-terms.ts';
import type { Entity } from '../../../../shared/records/records.ts';
import { buildCanonicalText } from '../../../../shared/text/canonical.ts';
import { buildOffsetMap, sliceSpan } from '../../../../shared/text/offsets.ts';
import { sha256 } from '../../../helpers/datasets.ts';
import { arbitraryDataset } from '../../../helpers/generated-datasets.ts';

const stamp = {
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'ann',
  updatedAt: '',
  updatedBy: 'ann',
};

function entityOf(id: string, change: Partial<Entity>): Entity {
  const row = {
    id,
    type: 'person',
    name: id,
    aliases: [],
    externalIds: {},
    note: '',
    mergedInto: null,
  };
  return { ...row, ...stamp, ...change };
}

const cast = [
  entityOf('a', { name: 'Ana Ruiz', aliases: ['the Iron Mayor'] }),
  entityOf('b', { name: 'Zoë van Dam' }),
  entityOf('c', { name: '김용현' }),
  entityOf('d', { name: 'Yusuf al-Nadri', aliases: ['يوسف الندري'] }),
  entityOf('e', { name: 'Will May' }),
  entityOf('f', { name: 'Northern Wire', type: 'organisation' }),
  entityOf('g', { name: 'Anita Ruiz-Ferro', mergedInto: 'a' }),
];

const plan = (...ids: string[]) =>
  planRedaction(cast, ids, (type) => (type === 'person' ? 'Person' : 'Organisation'));

function replaceIn(text: string, { find }: Redaction): string {
  return find(text).reduceRight(
    (result, { start, end, pseudonym }) => result.slice(0, start) + pseudonym + result.slice(end),
    text,
  );
}

describe('names', () => {
  test.each([
    ['Ana Ruiz said so; Ruiz’s party did not.', 'Person 1 said so; Person 1’s party did not.'],
    ['ANA RUIZ and ana\nruiz', 'Person 1 and Person 1'],
    ['The iron mayor of Bruizville', 'Person 1 of Bruizville'],
    ['Zoe\u0308 van Dam on the dam; van', 'Person 2 on the dam; van'],
    ['국방장관 김용현은 말했다', '국방장관 Person 3은 말했다'],
    ['قال يوسف الندري إن', 'قال Person 4 إن'],
    ['Mr Nadri and al-Nadri', 'Mr Person 4 and Person 4'],
    ['It may rain in May, and Will will stay', 'It may rain in Person 5, and Person 5 will stay'],
    ['Northern Wire in northern towns', 'Organisation 1 in northern towns'],
    ['Anita Ruiz-Ferro, married', 'Person 1, married'],
  ])('%j becomes %j', (text, redacted) => {
    expect(replaceIn(text, plan('a', 'b', 'c', 'd', 'e', 'f'))).toBe(redacted);
  });

  test('keep their pseudonym whoever else is chosen', () => {
    expect(replaceIn('Yusuf al-Nadri', plan('d'))).toBe('Person 4');
    expect(replaceIn('Ana Ruiz and Yusuf al-Nadri', plan('d'))).toBe('Ana Ruiz and Person 4');
  });

  test('are found in addresses and in values at any depth', () => {
    const { isInAddress, findLeak } = plan('a', 'd');
    expect(
      ['https://x.example/2026/ana-ruiz', 'news_RUIZ.txt', 'nadri:1'].map(isInAddress),
    ).toEqual([true, true, true]);
    expect(['https://x.example/cruise', 'a.txt'].map(isInAddress)).toEqual([false, false]);
    expect(findLeak({ rows: [{ note: 'By Ana Ruiz.' }] })).toBe('Ana Ruiz');
    expect(findLeak({ rows: [{ url: 'https://x.example/ana-ruiz' }] })).toBe('anaruiz');
    expect(findLeak({ rows: [1, null, 'Santana. Ruins.'] })).toBeNull();
  });
});

test('marks cover the same words, and pseudonyms where names were, whatever the text', () => {
  const place = fc.tuple(fc.nat(1000), fc.integer({ min: 2, max: 9 }));
  fc.assert(
    fc.property(arbitraryDataset(), place, (dataset, [part, length]) => {
      for (const item of dataset.articles) {
        const characters = [...item.revision.text];
        const from = Math.floor((part / 1001) * characters.length);
        // Any piece of the text may be a name, across breaks and inside of characters that people see as one.
        const name = characters.slice(from, from + length).join('');
        const linked = dataset.entities.map(({ id }) => id).slice(0, 1);
        const named = entityOf('named', { name });
        const redaction = planRedaction(
          [...dataset.entities, named],
          ['named', ...linked],
          () => 'Somebody',
        );
        const { revision, annotations } = redactText(item, redaction, sha256);
        expect(buildCanonicalText(revision.document)).toBe(revision.text);
        expect(revision.sha256).toBe(sha256(revision.text));
        const map = buildOffsetMap(revision.text);
        for (const { segments } of annotations) {
          for (const segment of segments) {
            expect(sliceSpan(revision.text, segment, map)).toBe(segment.exact);
            expect(segment.exact).not.toBe('');
          }
        }
        // A name may be a part of the pseudonym's own words.
        const put = [...revision.text.matchAll(/Somebody \d+/g)];
        const left = redaction
          .find(revision.text)
          .filter(
            ({ start, end }) =>
              !put.some(({ 0: words, index }) => start < index + words.length && end > index),
          );
        expect(left).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});
