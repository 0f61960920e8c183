import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withDamageAdvice } from '../../../electron/main/damage-advice.ts';
import { Refusal } from '../../../shared/util/result.ts';

test('a damaged file is refused with the place of the backups, when there are any', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quotemark-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const damaged = new Refusal('damaged', 'A row is damaged.', { row: 'x' });

  expect(failureOf(withDamageAdvice(damaged, folder))).toEqual({
    code: 'damaged',
    message: expect.stringMatching(/^A row is damaged\. The file was left as it is\. Open a copy/),
    detail: { row: 'x' },
  });

  mkdirSync(path.join(folder, 'project'));
  writeFileSync(path.join(folder, 'project/one.quotemark'), '');
  expect(failureOf(withDamageAdvice(damaged, folder))?.message).toContain(folder);
});

test('other errors come back as they are', () => {
  const locked = new Refusal('locked', 'It is open elsewhere.');
  const fault = new TypeError('x');
  expect(withDamageAdvice(locked, '/nowhere')).toBe(locked);
  expect(withDamageAdvice(fault, '/nowhere')).toBe(fault);
});

function failureOf(error: unknown) {
  return error instanceof Refusal ? error.failure : null;
}
