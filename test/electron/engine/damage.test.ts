import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openProject } from '../../../electron/engine/open.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { makeProject, reopen, tamper } from '../../helpers/project.ts';

/** A closed project above the size up to which a file is read whole when it is opened. */
function makeLargeFile(): string {
  const project = makeProject();
  project.run('article.import', buildImport(''));
  project.close();
  return project.path;
}

function buildImport(prefix: string) {
  const about = { byline: '', publisher: '', url: '', published: null, language: 'en', note: '' };
  const origin = { file: null, importer: 'test@1', sha256: null, encoding: null, newline: null };
  const articles = Array.from({ length: 5 }, (_, i) => ({
    ...{ id: `${prefix}${i}`, title: `${i}`, ...about, tags: [], origin },
    document: plainTextDocument([`${i} ${'dredging '.repeat(200_000)}`]),
  }));
  return { articles };
}

test('a large file opens at once; damage in it is found after, and stops writing', async () => {
  const file = makeLargeFile();
  const bytes = readFileSync(file);
  const middle = bytes.indexOf('dredging', bytes.length / 2);
  bytes.write('drenging', middle);
  writeFileSync(file, bytes);
  const project = openProject(file, { annotator: { id: 'ada', name: 'Ada' }, trusted: true });
  expect(project.readOnly).toBeNull();
  const heard: unknown[] = [];
  const stop = project.onReadOnly((reason) => heard.push(reason));
  await project.prepare();
  expect(project.readOnly).toContain('has a fault');
  expect(heard).toEqual([project.readOnly]);
  const input = { type: 'person', name: 'Ada' };
  expect(catchCode(() => project.run('entity.create', input))).toBe('read_only');
  stop();
  project.close();
});

test('a sound one stays open for writing', async () => {
  const file = makeLargeFile();
  const project = openProject(file, { annotator: { id: 'ada', name: 'Ada' }, trusted: true });
  await project.prepare();
  expect([project.readOnly, project.notices]).toEqual([null, []]);
  project.close();
});

test('damage is found though the list of articles cannot be read', async () => {
  const file = makeLargeFile();
  tamper(file, "UPDATE article SET tags = '{' WHERE id = '3'");
  const project = reopen(file, { trusted: true });
  await expect(project.prepare()).rejects.toMatchObject({ failure: { code: 'damaged' } });
  expect(project.readOnly).toContain('article 3');
  project.close();
});
