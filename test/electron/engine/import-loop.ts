// Imports long articles as one step, more than fits into the page cache: `import-loop.ts FILE`. Says `done` when it is stored.
import { createHash } from 'node:crypto';
import { openProject } from '../../../electron/engine/open.ts';
import { plainTextDocument } from '../../../shared/text/plain-document.ts';

const [file = ''] = process.argv.slice(2);
const project = openProject(file, { annotator: { id: 'ann', name: 'Ann Annotator' } });
const origin = { file: null, importer: 'text@1', sha256: null, encoding: null, newline: null };
const about = { byline: '', publisher: '', url: '', published: null, language: 'en', tags: [] };
/** Long words: little to index for much to write. */
const word = (seed: string) => createHash('sha512').update(seed).digest('hex');
const articles = Array.from({ length: 400 }, (_, i) => {
  const words = Array.from({ length: 1500 }, (_unused, k) => word(`${i} ${k}`));
  const document = plainTextDocument([words.join(' ')]);
  return { ...about, title: `Imported ${i}`, note: '', document, origin };
});
await project.runInTurns('article.import', { articles });
process.stdout.write('done\n');
