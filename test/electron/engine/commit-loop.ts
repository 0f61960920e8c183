import { openProject } from '../../../electron/engine/open.ts';

/** Marks without pause until it is killed; prints the id of each mark once it is saved. */
const [, , file = ''] = process.argv;
const project = openProject(file, { annotator: { id: 'ann', name: 'Ann Annotator' } });
for (;;) {
  const id = crypto.randomUUID();
  project.run('annotation.create', {
    id,
    articleId: 'a',
    layer: 'quotation',
    label: 'direct',
    segments: [{ role: 'content', start: 33, end: 54 }],
  });
  process.stdout.write(`${id}\n`);
}
