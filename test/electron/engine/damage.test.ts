import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openProject } from '../../../electron/engine/open.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';
import { catchCode } from '../../helpers/check-command.ts';
import { listArticles, makeProject, mendChecksums, reopen, tamper } from '../../helpers/project.ts';

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

describe('summaries of a large file', () => {
  test.each(['forged', 'damaged'])(
    'that are %s are made anew once it is open, and no damage',
    async (kind) => {
      const file = makeLargeFile();
      tamper(
        file,
        `UPDATE article_summary SET mentions = 7 WHERE article_id = '2';
        UPDATE article_summary SET states = '{' WHERE article_id = '3';
        DELETE FROM article_summary WHERE article_id = '4';
        INSERT INTO article_summary SELECT 99, 'x', 99, 0, 0, 0, 0, 0, 0, 0, '[]', '[]', '[]', ''`,
      );
      if (kind === 'forged') mendChecksums(file);
      const project = reopen(file, { trusted: true });
      await project.prepare();
      expect(project.readOnly).toBeNull();
      expect(project.notices).toEqual([expect.stringContaining('list of articles')]);
      expect(listArticles(project, '', { sort: 'title' })).toMatchObject({ total: 5 });
      // Our own writing is not taken for that of somebody else.
      project.run('article.tag', { ids: ['2'], add: ['late'] });
      expect(project.check().faults).toEqual([]);
      project.close();
    },
  );

  test('wait for a step that is under way', async () => {
    const file = makeLargeFile();
    tamper(file, 'UPDATE article_summary SET mentions = 7');
    const project = reopen(file, { trusted: true });
    const [step] = await Promise.all([
      project.runInTurns('article.import', buildImport('later')),
      project.prepare(),
    ]);
    expect(step.isLarge).toBe(true);
    expect([project.readOnly, project.check().faults]).toEqual([null, []]);
    project.close();
  });

  test('are left as they are where nothing may be written', async () => {
    const file = makeLargeFile();
    tamper(file, 'UPDATE article_summary SET mentions = 7');
    const before = readFileSync(file);
    const project = reopen(file, { trusted: true, readOnly: true });
    await project.prepare();
    project.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test('damage is found though the list of articles cannot be read', async () => {
  const file = makeLargeFile();
  tamper(file, "UPDATE article SET tags = '{' WHERE id = '3'");
  const project = reopen(file, { trusted: true });
  await expect(project.prepare()).rejects.toMatchObject({ failure: { code: 'damaged' } });
  expect(project.readOnly).toContain('article 3');
  project.close();
});
