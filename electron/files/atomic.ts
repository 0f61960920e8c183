import { createHash, randomBytes } from 'node:crypto';
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../shared/util/result.ts';

/** What is kept before it goes to the disk. */
const bufferBytes = 512 * 1024;

/** A file while it is written. */
export interface TextSink {
  /** Add to the end: text, or text in UTF-8. */
  append(content: string | Uint8Array): Promise<void>;
}

/** A file that has been written. */
export interface WrittenFile {
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Write a file beside its target and rename it over the target once all of it is on the disk. When `write` throws, nothing is
 * left and a former file stays as it was.
 */
export async function writeFileAtomically(
  target: string,
  write: (sink: TextSink) => Promise<void>,
): Promise<WrittenFile> {
  await refuseFolder(target);
  await sweep(target, 'tmp');
  const temporary = besideName(target, 'tmp');
  try {
    const written = await writeTextFile(temporary, write);
    await rename(temporary, target);
    await syncFolder(path.dirname(target));
    return written;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Write a folder beside its target and move it to the target once all of it is on the disk. A former folder at the target is
 * moved aside for that and removed after. When `write` throws, nothing is left and a former folder stays as it was.
 *
 * @param canReplace Asked whether a folder at the target that is not empty may be replaced.
 * @throws Refusal `conflict` when the target is taken by something else.
 */
export async function writeFolderAtomically<Value>(
  target: string,
  canReplace: (folder: string) => Promise<boolean>,
  write: (folder: string) => Promise<Value>,
): Promise<Value> {
  await refuseTaken(target, canReplace);
  await sweep(target, 'tmp');
  const temporary = besideName(target, 'tmp');
  await mkdir(temporary);
  try {
    const value = await write(temporary);
    await syncFolder(temporary);
    // Asked again: writing may have taken long enough for someone to put something there.
    await refuseTaken(target, canReplace);
    await replaceFolder(temporary, target);
    // Only now: until there was a whole folder again, one moved aside may have been all that was left.
    await sweep(target, 'old');
    return value;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Write a file and one that belongs to it, each renamed over its target once both are on the disk. When `write` throws,
 * nothing is left and former files stay as they were.
 *
 * @param sideFile Name of the other file in the same folder.
 * @param canReplace Asked whether a file that has this name already may be replaced.
 * @param write Given a folder in which to write both under their own names.
 * @throws Refusal `conflict` when the name of the other file is taken by something else.
 */
export async function writePairAtomically<Value>(
  target: string,
  sideFile: string,
  canReplace: (file: string) => Promise<boolean>,
  write: (folder: string) => Promise<Value>,
): Promise<Value> {
  const side = path.join(path.dirname(path.resolve(target)), sideFile);
  const refuse = async () => {
    await refuseFolder(target);
    if (!(await statOrNull(side)) || (await canReplace(side))) return;
    throw new Refusal(
      'conflict',
      `“${sideFile}” is in the way and no file of ours. Choose another name for the export.`,
    );
  };
  await refuse();
  await sweep(target, 'tmp');
  const temporary = besideName(target, 'tmp');
  await mkdir(temporary);
  try {
    const value = await write(temporary);
    await refuse();
    await rename(path.join(temporary, path.basename(target)), target);
    await rename(path.join(temporary, sideFile), side);
    await syncFolder(path.dirname(target));
    return value;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Write a new text file as UTF-8 and wait until it is on the disk. */
export async function writeTextFile(
  file: string,
  write: (sink: TextSink) => Promise<void>,
): Promise<WrittenFile> {
  const handle = await open(file, 'wx');
  try {
    const sink = new BufferedSink(handle);
    await write(sink);
    const written = await sink.finish();
    await handle.sync();
    return written;
  } finally {
    await handle.close();
  }
}

/** Gathers small texts into large writes and counts what went through. One buffer for all of it: nothing is left to collect. */
class BufferedSink implements TextSink {
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  #used = 0;
  #sizeBytes = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async append(content: string | Uint8Array): Promise<void> {
    const isText = typeof content === 'string';
    // A unit of UTF-16 takes at most three bytes.
    const mostBytes = isText ? content.length * 3 : content.length;
    if (mostBytes > bufferBytes - this.#used) await this.#flush();
    if (mostBytes > bufferBytes) await this.#write(isText ? Buffer.from(content) : content);
    else if (isText) this.#used += this.#buffer.write(content, this.#used);
    else {
      this.#buffer.set(content, this.#used);
      this.#used += content.length;
    }
  }

  async finish(): Promise<WrittenFile> {
    await this.#flush();
    return { sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex') };
  }

  async #flush(): Promise<void> {
    await this.#write(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
    await this.#handle.writeFile(bytes);
  }
}

type Suffix = 'tmp' | 'old';

/** A hidden name in the same folder, so that renaming does not cross volumes. It names this process, see `sweep`. */
function besideName(target: string, suffix: Suffix): string {
  const own = `${process.pid}-${randomBytes(6).toString('hex')}`;
  return path.join(
    path.dirname(path.resolve(target)),
    `.${path.basename(target)}.${own}.${suffix}`,
  );
}

/** Remove what a process that was killed has left beside the target. What another one is writing now stays. */
async function sweep(target: string, suffix: Suffix): Promise<void> {
  const folder = path.dirname(path.resolve(target));
  const [start, end] = [`.${path.basename(target)}.`, `.${suffix}`];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(start) || !name.endsWith(end)) continue;
    const pid = /^(\d+)-[0-9a-f]{12}$/.exec(name.slice(start.length, -end.length))?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    // The export does not depend on it: what cannot be removed stays where it is.
    await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but as somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

async function refuseFolder(target: string): Promise<void> {
  const found = await statOrNull(target);
  if (found?.isDirectory()) {
    throw new Refusal(
      'conflict',
      `“${path.basename(target)}” is a folder; name a file to write to.`,
    );
  }
}

async function refuseTaken(
  target: string,
  canReplace: (folder: string) => Promise<boolean>,
): Promise<void> {
  const found = await statOrNull(target);
  if (!found) return;
  const name = path.basename(target);
  if (!found.isDirectory()) {
    throw new Refusal('conflict', `“${name}” is a file; name a folder to write to.`);
  }
  if ((await readdir(target)).length === 0 || (await canReplace(target))) return;
  throw new Refusal(
    'conflict',
    `The folder “${name}” holds other files. Choose an empty folder, a new one, or one with a former export.`,
  );
}

async function replaceFolder(temporary: string, target: string): Promise<void> {
  const folder = path.dirname(path.resolve(target));
  if (!(await statOrNull(target))) {
    await rename(temporary, target);
    await syncFolder(folder);
    return;
  }
  const aside = besideName(target, 'old');
  await rename(target, aside);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rename(aside, target);
    throw error;
  }
  await syncFolder(folder);
  await rm(aside, { recursive: true, force: true });
}

async function statOrNull(file: string) {
  return stat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Make new names in the folder last. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Text of a small file; null when there is none. */
export async function readTextOrNull(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}
