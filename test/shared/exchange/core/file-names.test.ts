import { expect, test } from 'vitest';
import { createFileNamer, toFileName } from '../../../../shared/exchange/core/file-names.ts';

test('makes a name that every system takes', () => {
  const names = {
    'The dam holds': 'The dam holds',
    '../../etc/passwd': 'etc passwd',
    'a\\b/c:d*e?f"g<h>i|j%k': 'a b c d e f g h i j k',
    CON: 'article CON',
    'com1.txt': 'article com1.txt',
    '.hidden': 'hidden',
    'ends with a dot. ': 'ends with a dot',
    'two\nlines\u2028three\u202e': 'two lines three',
    '--format': 'format',
    国防部: '国防部',
    'Cafe\u0301': 'Café',
    '': 'article',
    '///': 'article',
  };
  for (const [title, name] of Object.entries(names)) expect(toFileName(title)).toBe(name);
});

test('keeps a long name below 120 bytes and its characters whole', () => {
  const name = toFileName('𐐔'.repeat(400));
  expect(name).toBe('𐐔'.repeat(30));
});

test('gives no two articles one name, whatever the case', () => {
  const nameFile = createFileNamer();
  const titles = ['Flood', 'flood', 'Flood', 'FLOOD 2', 'Flood'];
  expect(titles.map(nameFile)).toEqual(['Flood', 'flood 2', 'Flood 3', 'FLOOD 2 2', 'Flood 4']);
});

test('leaves the name of the manifest to the exporter', () => {
  expect(createFileNamer()('Manifest')).toBe('Manifest 2');
});
