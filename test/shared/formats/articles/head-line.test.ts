import { describe, expect, test } from 'vitest';
import { recogniseHeadLine } from '../../../../shared/formats/articles/head-line.ts';
import { findFurniture, isCaption } from '../../../../shared/formats/articles/page-furniture.ts';

describe('recogniseHeadLine', () => {
  test.each<[string, string, string]>([
    ['By Yonhap', 'Yonhap', 'Yonhap'],
    ['By Jane Doe and John Roe, Reuters', 'Jane Doe and John Roe', 'Reuters'],
    ['BY JANE DOE', 'JANE DOE', ''],
    ['By Jane Doe | The Harbour Gazette', 'Jane Doe', 'The Harbour Gazette'],
    ['Jane Doe | AFP', 'Jane Doe', 'AFP'],
    ['Jane Doe, Reuters', 'Jane Doe', 'Reuters'],
    ['- AFP', '', 'AFP'],
    ['By Jane Doe in Kyiv', 'Jane Doe', ''],
    ['By J. K. Doe, Science Editor', 'J. K. Doe', ''],
    ['By Jane Doe, John Roe and Ann Poe', 'Jane Doe, John Roe and Ann Poe', ''],
    ['Von Anna Muster und Jörg Beispiel', 'Anna Muster und Jörg Beispiel', ''],
    ['Par Jean-Luc d’Exemple', 'Jean-Luc d’Exemple', ''],
    ['Por Ana de la Muestra', 'Ana de la Muestra', ''],
    ['Text: Anna Muster', 'Anna Muster', ''],
    ['بقلم: سلمى مثال', 'سلمى مثال', ''],
    ['מאת: נועה דוגמה', 'נועה דוגמה', ''],
    ['Ursula van der Sample / dpa', 'Ursula van der Sample', 'dpa'],
  ])('reads the byline %j', (line, byline, publisher) => {
    const findings = recogniseHeadLine(line)?.findings ?? [];
    const valueOf = (field: string): string =>
      findings.find((each) => each.field === field)?.value ?? '';
    expect([valueOf('byline'), valueOf('publisher')]).toEqual([byline, publisher]);
  });

  test.each<[string, string]>([
    ['Oct. 16, 2024 - 20:30 By Yonhap', '2024-10-16T20:30 Yonhap Yonhap'],
    ['Published: Wed, 16 Oct 2024 20:30 GMT', '2024-10-16T20:30Z'],
    ['Stand: 3. März 2025, 09:15 Uhr', '2025-03-03T09:15'],
    ['Last updated on 16 October 2024 at 8pm', '2024-10-16T20:00'],
    ['Jane Doe | 16 October 2024 | 3 min read', '2024-10-16 Jane Doe'],
    ['mercredi 16 octobre 2024', '2024-10-16'],
  ])('reads the date line %j', (line, expected) => {
    expect(
      recogniseHeadLine(line)
        ?.findings.map(({ value }) => value)
        .join(' '),
    ).toBe(expected);
  });

  test.each([
    'By Monday, the dam had failed',
    'By 2030 the lake will be gone',
    'Von Krise keine Spur',
    'The talks of 16 October 2024 failed',
    'Minister resigns after vote on Oct. 16, 2024',
    'Reuters says dam will hold',
    'Ana Ruiz',
    'S. Korea, N. Korea agree to talk',
    '(Yonhap)',
    '',
  ])('leaves %j alone', (line) => {
    expect(recogniseHeadLine(line)).toBeNull();
  });
});

describe('page furniture', () => {
  test.each([
    'From', 'Send to', 'SHARE', 'Share this article', 'Share on Facebook', 'Print', 'Advertisement', '[Advertisement]', 'Read more…',
    'Read more: The story of the dam', 'Subscribe', 'Subscribe to our newsletter', 'Facebook', '3 min read', '12 comments',
    'We use cookies to improve your experience.', 'Home > World > Asia', 'Politics', '***', 'Anzeige', 'Lire aussi : Le pont', 'شارك', 'פרסומת',
    '© 2025 The Gazette', 'All rights reserved',
  ])('is %j', (line) => {
    expect(findFurniture(line)).not.toBeNull();
  }); // prettier-ignore

  test.each([
    'From the river to the hills, the town is dry',
    'Share prices fall',
    'Print is dead, says editor',
    'Follow the money: how the dam was paid for',
    'Subscribers leave the paper in droves',
    'The cookies were sold out by noon',
    'Send to prison those who did it',
    '“Home,” she said.',
    'Yes',
  ])('is not %j', (line) => {
    expect(findFurniture(line)).toBeNull();
  });

  test.each([
    'This file photo, released by the agency on Oct. 6, 2024, shows a dam.',
    'File photo of the dam',
    'In this undated image, a dam is seen. (AP Photo/Jane Doe)',
    'The dam on Tuesday. REUTERS/Jane Doe',
    'Photo: Jane Doe',
    'Caption: The dam at night',
    'Der Damm am Abend. Foto: Anna Muster',
    'צילום: נועה דוגמה',
  ])('a caption is %j', (line) => {
    expect(isCaption(line)).toBe(true);
  });

  test.each([
    'The photo was taken by a neighbour, she said.',
    'Photos are banned there.',
    'He took the picture.',
  ])('a caption is not %j', (line) => {
    expect(isCaption(line)).toBe(false);
  });
});
