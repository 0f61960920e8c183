import { expect, test } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatNewsDate,
  formatNewsMoment,
  formatWhen,
} from '../../../renderer/ui/format.ts';
import { checkDateInput, normaliseDateInput } from '../../../renderer/ui/news-date.ts';

test('sizes in decimal units', () => {
  expect([0, 999, 1000, 3_120_000, 45_600_000].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '3.1 MB',
    '46 MB',
  ]);
});

test('counts with their noun', () => {
  expect([formatCount(1, 'article'), formatCount(2, 'entity', 'entities')]).toEqual([
    '1 article',
    '2 entities',
  ]);
});

test('news dates with the precision they have', () => {
  expect(
    ['2024', '2024-10', '2024-10-16', '2024-10-16T20:30+09:00', null, 'x'].map(formatNewsDate),
  ).toEqual(['2024', 'Oct 2024', '16 Oct 2024', '16 Oct 2024', '', '']);
});

test('news dates with their time, in the zone they name', () => {
  expect(
    [
      '2024-10',
      '2024-10-16T20:30',
      '2024-10-16T20:30:15.5Z',
      '2024-10-16T20:30+09:00',
      '2024-10-16T20:30:15-05:30',
      null,
    ].map(formatNewsMoment),
  ).toEqual([
    'Oct 2024',
    '16 Oct 2024, 20:30',
    '16 Oct 2024, 20:30 UTC',
    '16 Oct 2024, 20:30 UTC+09:00',
    '16 Oct 2024, 20:30 UTC-05:30',
    '',
  ]);
});

test('instants by how long ago', () => {
  const now = new Date(2026, 10, 23, 12);
  expect(formatWhen(new Date(2026, 10, 23, 9, 5).toISOString(), now)).toBe('09:05');
  expect(formatWhen(new Date(2026, 10, 22, 23).toISOString(), now)).toBe('yesterday');
  expect(formatWhen(new Date(2026, 2, 1).toISOString(), now)).toBe('1 Mar');
  expect(formatWhen(new Date(2025, 2, 1).toISOString(), now)).toBe('1 Mar 2025');
  expect(formatWhen('nonsense', now)).toBe('');
});

test('typed dates', () => {
  expect(
    ['', '2024', '2024-10-16 20:30', '16.10.2024', '2024-13'].map(
      (text) => checkDateInput(text) === null,
    ),
  ).toEqual([true, true, true, false, false]);
  expect(normaliseDateInput(' 2024-10-16 20:30 ')).toBe('2024-10-16T20:30');
});

test.each([
  ['2026-11-23T11:59:40Z', 'just now'],
  ['2026-11-23T11:55:00Z', '5 minutes ago'],
  ['2026-11-23T09:00:00Z', '3 hours ago'],
  ['2026-11-22T11:00:00Z', 'yesterday'],
  ['2024-11-01T11:00:00Z', '2 years ago'],
  ['nonsense', ''],
])('%s was %s', (instant, text) => {
  expect(formatAgo(instant, new Date('2026-11-23T12:00:00Z'))).toBe(text);
});
