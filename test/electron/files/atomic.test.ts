import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  writeFileAtomically,
  writeFolderAtomically,
  writeTextFile,
} from '../../../electron/files/atomic.ts';
import { makeFolder } from '../../helpers/project.ts';

const never = async () => false;
const always = async () => true;
const failing = async () => {
  throw new Error('the disk is full');
};

describe('a file', () => {
  test('is written whole, with its size and hash', async () => {
    const target = path.join(makeFolder(), 'a.json');
    const pieces = Array.from({ length: 5000 }, (_, i) => `piece ${i} “é🚨”\n`.repeat(20));
    const written = await writeFileAtomically(target, async (sink) => {
      for (const piece of pieces) await sink.append(piece);
    });
    const bytes = await readFile(target);
    expect(bytes.toString('utf8')).toBe(pieces.join(''));
    expect(written).toEqual({
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(await readdir(path.dirname(target))).toEqual(['a.json']);
  });

  test('replaces a former one only when all of it is written', async () => {
    const target = path.join(makeFolder(), 'a.json');
    await writeFile(target, 'old');
    await expect(writeFileAtomically(target, failing)).rejects.toThrow('the disk is full');
    expect(await readFile(target, 'utf8')).toBe('old');
    await writeFileAtomically(target, (sink) => sink.append('new'));
    expect(await readFile(target, 'utf8')).toBe('new');
    expect(await readdir(path.dirname(target))).toEqual(['a.json']);
  });

  test('does not take the place of a folder', async () => {
    const target = path.join(makeFolder(), 'a');
    await mkdir(target);
    await expect(writeFileAtomically(target, (sink) => sink.append('x'))).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
  });

  test('is not made in a folder that does not exist', async () => {
    const target = path.join(makeFolder(), 'none', 'a.json');
    await expect(writeFileAtomically(target, (sink) => sink.append('x'))).rejects.toThrow('ENOENT');
  });
});

describe('a folder', () => {
  const fill = (text: string) => async (folder: string) => {
    await writeTextFile(path.join(folder, 'x.csv'), (sink) => sink.append(text));
  };

  test('appears with all of its files', async () => {
    const target = path.join(makeFolder(), 'out');
    await writeFolderAtomically(target, never, fill('1'));
    expect(await readFile(path.join(target, 'x.csv'), 'utf8')).toBe('1');
    expect(await readdir(path.dirname(target))).toEqual(['out']);
  });

  test('takes the place of an empty one', async () => {
    const target = path.join(makeFolder(), 'out');
    await mkdir(target);
    await writeFolderAtomically(target, never, fill('1'));
    expect(await readdir(target)).toEqual(['x.csv']);
  });

  test('takes the place of another only when that is allowed', async () => {
    const target = path.join(makeFolder(), 'out');
    await mkdir(target);
    await writeFile(path.join(target, 'thesis.txt'), 'mine');
    await expect(writeFolderAtomically(target, never, fill('1'))).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
    expect(await readFile(path.join(target, 'thesis.txt'), 'utf8')).toBe('mine');
    await writeFolderAtomically(target, always, fill('2'));
    expect(await readdir(target)).toEqual(['x.csv']);
    expect(await readdir(path.dirname(target))).toEqual(['out']);
  });

  test('leaves nothing when writing fails, and a former one as it was', async () => {
    const target = path.join(makeFolder(), 'out');
    await writeFolderAtomically(target, never, fill('1'));
    await expect(
      writeFolderAtomically(target, always, async (folder) => {
        await fill('2')(folder);
        throw new Error('the disk is full');
      }),
    ).rejects.toThrow('the disk is full');
    expect(await readFile(path.join(target, 'x.csv'), 'utf8')).toBe('1');
    expect(await readdir(path.dirname(target))).toEqual(['out']);
  });

  test('does not take the place of a file', async () => {
    const target = path.join(makeFolder(), 'out');
    await writeFile(target, 'a file');
    await expect(writeFolderAtomically(target, always, fill('1'))).rejects.toMatchObject({
      failure: { code: 'conflict' },
    });
    expect((await stat(target)).isFile()).toBe(true);
  });
});

describe('what a killed process has left beside the target', () => {
  test('is removed when a file is written there again, and nothing else is', async () => {
    const folder = makeFolder();
    const target = path.join(folder, 'a.json');
    const [left] = await killWhileWriting('file', target);
    expect(left).toMatch(/^\.a\.json\.\d+-[0-9a-f]{12}\.tmp$/);
    const others = ['.a.json.notes.tmp', `${left}.bak`, String(left).replace('a.json', 'b.json')];
    for (const name of others) await writeFile(path.join(folder, name), 'mine');
    await writeFileAtomically(target, (sink) => sink.append('new'));
    expect(new Set(await readdir(folder))).toEqual(new Set(['a.json', ...others]));
  });

  test('is removed when a folder is written there again, one moved aside too', async () => {
    const folder = makeFolder();
    const target = path.join(folder, 'out');
    const [left] = await killWhileWriting('folder', target);
    const aside = String(left).replace(/tmp$/, 'old');
    await mkdir(path.join(folder, aside));
    await writeFile(path.join(folder, aside, 'x.csv'), 'the one before');
    await expect(writeFolderAtomically(target, always, failing)).rejects.toThrow(
      'the disk is full',
    );
    expect(await readdir(folder)).toEqual([aside]);
    await writeFolderAtomically(target, always, async () => undefined);
    expect(await readdir(folder)).toEqual(['out']);
  });

  test('is told apart from what is being written now', async () => {
    const target = path.join(makeFolder(), 'a.json');
    await writeFileAtomically(target, async (sink) => {
      await sink.append('first');
      await writeFileAtomically(target, (inner) => inner.append('second'));
      expect(await readFile(target, 'utf8')).toBe('second');
    });
    expect(await readFile(target, 'utf8')).toBe('first');
    expect(await readdir(path.dirname(target))).toEqual(['a.json']);
  });
});

/** Let another process write to the target and kill it on its way. Returns what it left. */
async function killWhileWriting(kind: 'file' | 'folder', target: string): Promise<string[]> {
  const writer = path.join(import.meta.dirname, 'endless-write.ts');
  const child = spawn(process.execPath, [writer, kind, target], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), ended]);
  child.kill('SIGKILL');
  await ended;
  return readdir(path.dirname(target));
}
