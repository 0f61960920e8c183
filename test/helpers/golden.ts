import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { ExchangeFormat } from '../../shared/exchange/core/exchange-format.ts';
import { writeFormat } from './generated-datasets.ts';
import { workedExample } from './worked-example.ts';

const folder = path.join(import.meta.dirname, '../fixtures/exchange');

/** Text of a golden file, by its path below `test/fixtures/exchange`. */
export function readGolden(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

/** What a format writes of the worked example is what its golden files hold, byte by byte. */
export function checkGolden(format: ExchangeFormat): void {
  const { files } = writeFormat(format, workedExample());
  expect(files.size).toBeGreaterThan(0);
  const written = [...files].map(([file, bytes]) => {
    const name = file === '' ? `${format.id}${format.extension ?? ''}` : `${format.id}/${file}`;
    return [name, new TextDecoder().decode(bytes)] as const;
  });
  expect(written).toEqual(written.map(([name]) => [name, readGolden(name)]));
}
