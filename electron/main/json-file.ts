import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';

/** A small value kept in a JSON file of the application's own folder. */
export interface JsonFile<Value> {
  readonly get: () => Value;
  /** Replace the value; it is on the disk soon after. */
  readonly set: (value: Value) => void;
  /** Wait until the disk has what was set. */
  readonly flush: () => Promise<void>;
  /** Where a file that could not be read was put; null as a rule. */
  readonly setAside: string | null;
}

/**
 * Open a JSON file. A missing one gives `fallback`; one that does not fit the schema is kept aside under another name and
 * gives `fallback` too. Writes go beside the file and are renamed over it, one at a time, the newest value only.
 */
export function openJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  fallback: z.output<Schema>,
  log: (message: string, error: unknown) => void = () => undefined,
): JsonFile<z.output<Schema>> {
  const read = readJson(file, schema, log);
  let value: z.output<Schema> = read.value ?? fallback;
  let isDirty = false;
  let writing: Promise<void> | null = null;

  const write = async () => {
    while (isDirty) {
      isDirty = false;
      await writeBeside(file, `${JSON.stringify(value, null, 2)}\n`).catch((error: unknown) =>
        log(`could not write ${path.basename(file)}`, error),
      );
    }
    writing = null;
  };

  return {
    get: () => value,
    set(next) {
      value = next;
      isDirty = true;
      writing ??= write();
    },
    flush: () => writing ?? Promise.resolve(),
    setAside: read.setAside,
  };
}

function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  log: (message: string, error: unknown) => void,
): { value: z.output<Schema> | null; setAside: string | null } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) log(`could not read ${path.basename(file)}`, error);
    return { value: null, setAside: null };
  }
  try {
    return { value: schema.parse(JSON.parse(text)), setAside: null };
  } catch (error) {
    log(`${path.basename(file)} is damaged and was kept aside`, error);
    return { value: null, setAside: moveAside(file, text) };
  }
}

function moveAside(file: string, text: string): string | null {
  const aside = `${file}.damaged`;
  try {
    renameSync(file, aside);
    return aside;
  } catch {
    // A folder that allows no renaming may still allow a copy.
    try {
      writeFileSync(aside, text);
      return aside;
    } catch {
      return null;
    }
  }
}

async function writeBeside(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
