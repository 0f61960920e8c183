import { copyFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catchCode } from '../../helpers/check-command.ts';
import {
  fillProject,
  listArticles,
  makeProject,
  mendChecksums,
  reopen,
  tamper,
} from '../../helpers/project.ts';

function makeFile(): string {
  const project = makeProject();
  fillProject(project);
  project.close();
  return project.path;
}

function findFaults(file: string): string[] {
  const project = reopen(file);
  expect(project.readOnly).not.toBeNull();
  const { faults } = project.check();
  project.close();
  return faults.map((fault) => `${fault.part}: ${fault.where}: ${fault.message}`);
}

describe('a check', () => {
  test('finds nothing in a sound file and says what it looked at', () => {
    const project = reopen(makeFile());
    expect(project.check()).toMatchObject({ faults: [], checked: { segments: 4, articles: 1 } });
  });

  test.each([
    [
      "UPDATE segment SET start_offset = 34 WHERE annotation_id = 'q' AND ordinal = 0",
      /^offset: annotation q segment 0: the text at 34–54 is “The wall will hold,””, not ““The/,
    ],
    [
      "UPDATE segment SET end_offset = 9999 WHERE annotation_id = 'm'",
      /^offset: annotation m segment 0: 61–9999 is no span/,
    ],
    [
      "UPDATE revision SET text = replace(text, 'minor', 'major')",
      /^text: revision a:1: the text does not fit its hash/,
    ],
    [
      'UPDATE revision SET document = \'{"type":"doc","content":[{"type":"script"}]}\'',
      /^record: revision a:1: The document cannot be read/,
    ],
    [
      "UPDATE annotation SET state = 'great' WHERE id = 'q'",
      /^record: annotation q: .*state is not one of/,
    ],
    [
      "UPDATE annotation SET attributes = '{' WHERE id = 'q'",
      /^record: annotation q: .*attributes is not JSON/,
    ],
    [
      "DELETE FROM entity WHERE id = 'e'",
      /^foreign_key: annotation row \d+: refers to a row of entity/,
    ],
    ["DELETE FROM segment WHERE annotation_id = 'k'", /^record: annotation k: it has no segment/],
    ['UPDATE article SET revision = 2', /^record: article a: its current text is missing/],
    ['DELETE FROM history WHERE seq = 3', /^record: history .*: the step before it is missing/],
  ])('finds what was done by %s', (script, expected) => {
    const file = makeFile();
    tamper(file, script);
    mendChecksums(file);
    expect(findFaults(file)).toContainEqual(expect.stringMatching(expected));
  });

  test.each([
    [
      "UPDATE claim SET statement = 'The wall will fall.'",
      /^checksum: claim c: its content is not what was written$/,
    ],
    ["UPDATE history SET label = 'Nothing' WHERE seq = 2", /^checksum: history .*: its content/],
    ["UPDATE meta SET value = '999' WHERE key = 'revision'", /^checksum: meta revision/],
    [
      "UPDATE history_record SET seq = 2 WHERE seq = 3 AND type = 'entity'",
      /^checksum: history_record e/,
    ],
    ["UPDATE segment SET checksum = '' WHERE ordinal = 1", /^checksum: segment q/],
  ])('finds by checksums what was done by %s', (script, expected) => {
    const file = makeFile();
    tamper(file, script);
    const faults = findFaults(file);
    expect(faults).toContainEqual(expect.stringMatching(expected));
  });

  test.each(['article_fts', 'title_trigram', 'revision_fts', 'entity_fts', 'claim_fts'])(
    'of %s finds that it does not fit; opening builds it anew',
    (index) => {
      const file = makeFile();
      tamper(file, `INSERT INTO ${index} (${index}) VALUES ('delete-all')`);
      const looked = reopen(file, { readOnly: true });
      expect(looked.check().faults).toMatchObject([{ part: 'index', where: index }]);
      looked.close();
      const opened = reopen(file);
      expect(opened.notices).toEqual([expect.stringContaining('search index')]);
      expect([opened.readOnly, opened.check().faults]).toEqual([null, []]);
      expect(listArticles(opened, 'harbour cracks').total).toBe(1);
    },
  );

  test.each([
    'UPDATE article_summary SET mentions = 2',
    "UPDATE article_summary SET annotators = '[]'",
    "UPDATE article_summary SET states = '{'",
    'DELETE FROM article_summary',
    "INSERT INTO article_summary SELECT 99, 'x', 99, 0, 0, 0, 0, 0, 0, 0, '[]', '[]', '[]', ''",
  ])('of summaries finds what was done by %s; opening counts them anew', (script) => {
    const file = makeFile();
    tamper(file, script);
    mendChecksums(file);
    const looked = reopen(file, { readOnly: true });
    const [fault, ...others] = looked.check().faults;
    expect(fault).toMatchObject({
      part: 'index',
      where: expect.stringContaining('article_summary'),
    });
    expect(others).toEqual([]);
    looked.close();
    for (const trusted of [true, false]) {
      const copy = `${file}-${trusted}.quotemark`;
      copyFileSync(file, copy);
      const opened = reopen(copy, { trusted });
      expect(opened.notices).toEqual([expect.stringContaining('list of articles')]);
      expect([opened.readOnly, opened.check().faults]).toEqual([null, []]);
      opened.close();
    }
  });
});

test('a damaged codebook is found though summaries were mended', () => {
  const file = makeFile();
  tamper(file, "UPDATE article_summary SET mentions = 2; UPDATE codebook SET codebook = '{}'");
  mendChecksums(file);
  expect(catchCode(() => reopen(file, { trusted: true }))).toBe('damaged');
});

test('the indexes fit after every kind of change', () => {
  const project = makeProject();
  fillProject(project);
  project.run('article.update', { id: 'a', title: 'Renamed wall' });
  project.run('entity.update', { id: 'e', name: 'Ada B. Quill' });
  project.run('claim.update', { id: 'c', statement: 'It holds.' });
  project.run('annotation.setSegments', {
    id: 'q',
    segments: [{ role: 'content', start: 0, end: 9 }],
  });
  project.run('annotation.delete', { ids: ['q', 'k'] });
  for (let i = 0; i < 5; i++) project.undo();
  for (let i = 0; i < 4; i++) project.redo();
  expect(project.check().faults).toEqual([]);
});
