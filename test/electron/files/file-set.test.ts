import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FileSet } from '../../../electron/files/file-set.ts';
import { sha256 } from '../../helpers/datasets.ts';
import { makeFolder } from '../../helpers/project.ts';

test('writes more files than a process may hold open', async () => {
  const folder = makeFolder();
  const set = new FileSet(folder);
  for (let i = 0; i < 3000; i++) {
    await set.append('all.txt', `${i}\n`);
    await set.append(`${i}.txt`, `text ${i}`);
  }
  const files = await set.finish();
  expect(files).toHaveLength(3001);
  expect(await readdir(folder)).toHaveLength(3001);
  expect(await readFile(path.join(folder, '2999.txt'), 'utf8')).toBe('text 2999');
  const all = Array.from({ length: 3000 }, (_, i) => `${i}\n`).join('');
  expect(files[0]).toEqual({ name: 'all.txt', sizeBytes: all.length, sha256: sha256(all) });
});

test('goes on with a file that was put onto the disk', async () => {
  const folder = makeFolder();
  const set = new FileSet(folder);
  await set.append('a/b.txt', 'one ');
  expect(await set.settle()).toEqual(['a/b.txt']);
  await set.append('a/b.txt', new TextEncoder().encode('zwei ü'));
  expect(await set.settle()).toEqual([]);
  expect(await set.finish()).toEqual([
    { name: 'a/b.txt', sizeBytes: 11, sha256: sha256('one zwei ü') },
  ]);
  expect(await readFile(path.join(folder, 'a', 'b.txt'), 'utf8')).toBe('one zwei ü');
});

test('goes on with a file after many others', async () => {
  const folder = makeFolder();
  const set = new FileSet(folder);
  const many = Array.from({ length: 200 }, (_, i) => `${i}.txt`);
  for (const name of many) {
    await set.append(name, `one ${name} `);
    await set.settle();
  }
  for (const name of many) await set.append(name, 'zwei ü');
  await set.settle();
  for (const name of many) await set.append(name, '.');
  const files = await set.finish();
  const texts = many.map((name) => [name, `one ${name} zwei ü.`] as const);
  expect(files).toEqual(
    texts.map(([name, text]) => {
      return { name, sizeBytes: Buffer.byteLength(text), sha256: sha256(text) };
    }),
  );
  for (const [name, text] of texts) {
    expect(await readFile(path.join(folder, name), 'utf8')).toBe(text);
  }
});

test('keeps the order of what is longer than all that may wait', async () => {
  const folder = makeFolder();
  const set = new FileSet(folder);
  const long = 'ü🛰'.repeat(900_000);
  const parts = ['one ', long, new TextEncoder().encode(long), ' two ', 'x'.repeat(700_000), 'end'];
  for (const part of parts) {
    await set.append('a.txt', part);
    await set.append('b.txt', 'b');
  }
  const whole = `one ${long}${long} two ${'x'.repeat(700_000)}end`;
  expect(await set.finish()).toEqual([
    { name: 'a.txt', sizeBytes: Buffer.byteLength(whole), sha256: sha256(whole) },
    { name: 'b.txt', sizeBytes: 6, sha256: sha256('bbbbbb') },
  ]);
  expect((await readFile(path.join(folder, 'a.txt'), 'utf8')) === whole).toBe(true);
});

test('has no two names that some disks take for one', async () => {
  const set = new FileSet(makeFolder());
  await set.append('A.txt', 'one');
  await expect(set.append('a.txt', 'two')).rejects.toThrow(RangeError);
});
