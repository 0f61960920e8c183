import { expect, test } from 'vitest';
import { findNewsDate } from '../../../../shared/formats/articles/news-date.ts';

test.each([
  ['Oct. 16, 2024 - 20:30 By Yonhap', '2024-10-16T20:30', 'Oct. 16, 2024 - 20:30'],
  ['16 October 2024', '2024-10-16', '16 October 2024'],
  ['2024-10-16T20:30Z', '2024-10-16T20:30Z', '2024-10-16T20:30Z'],
  ['2024-10-16T20:30:15.123+0900', '2024-10-16T20:30:15+09:00', '2024-10-16T20:30:15.123+0900'],
  ['Published 3 March 2025 at 09:15 GMT', '2025-03-03T09:15Z', '3 March 2025 at 09:15 GMT'],
  ['12.03.2025 14:02 Uhr', '2025-03-12T14:02', '12.03.2025 14:02 Uhr'],
  ['Publié le 16 octobre 2024 à 20h30', '2024-10-16T20:30', '16 octobre 2024 à 20h30'],
  ['16 de octubre de 2024', '2024-10-16', '16 de octubre de 2024'],
  ['20:30, 16 October 2024', '2024-10-16T20:30', '20:30, 16 October 2024'],
  [
    'Wednesday, October 16, 2024 8:30 p.m. EDT',
    '2024-10-16T20:30-04:00',
    'October 16, 2024 8:30 p.m. EDT',
  ],
  ['3 Mar 2025 12:05 am', '2025-03-03T00:05', '3 Mar 2025 12:05 am'],
  ['3 Mar 2025 10:15 (GMT+9)', '2025-03-03T10:15+09:00', '3 Mar 2025 10:15 (GMT+9)'],
  ['3 Mar 2025 10:15 IST', '2025-03-03T10:15', '3 Mar 2025 10:15'],
  ['10/16/2024', '2024-10-16', '10/16/2024'],
  ['2024年10月16日 20:30', '2024-10-16T20:30', '2024年10月16日 20:30'],
  ['2024년 10월 16일', '2024-10-16', '2024년 10월 16일'],
  ['١٦ أكتوبر ٢٠٢٤', '2024-10-16', '١٦ أكتوبر ٢٠٢٤'],
  ['16 أكتوبر/تشرين الأول 2024', '2024-10-16', '16 أكتوبر/تشرين الأول 2024'],
  ['16 באוקטובר 2024', '2024-10-16', '16 באוקטובר 2024'],
  ['October 2024', '2024-10', 'October 2024'],
  ['29 February 2024', '2024-02-29', '29 February 2024'],
])('finds the date of %j', (line, date, exact) => {
  const found = findNewsDate(line);
  expect([found?.date, line.slice(found?.start, found?.end)]).toEqual([date, exact]);
});

test.each([
  'Oct. 16 (Yonhap)',
  '30 February 2024',
  '29 February 2023',
  '',
  '3,000 in 2024',
  '16/16/2024',
  'v2024.1.2.3',
  '99 May 2024',
])('finds none in %j', (line) => {
  expect(findNewsDate(line)).toBeNull();
});

test('says when day and month may be the other way round', () => {
  expect(findNewsDate('03/04/2025')).toMatchObject({ date: '2025-04-03', isAmbiguous: true });
  expect(findNewsDate('03.04.2025')).toMatchObject({ date: '2025-04-03', isAmbiguous: false });
  expect(findNewsDate('04/04/2025')).toMatchObject({ isAmbiguous: false });
});

test('leaves out a time that does not exist', () => {
  expect(findNewsDate('16 October 2024 25:10')?.date).toBe('2024-10-16');
});
