import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { defaultCodebook } from '../../../shared/codebook/default.ts';
import type { CommandOutcome, ProjectView } from '../../../shared/contract/views.ts';
import type { CodebookImport } from '../../../shared/exchange/codebook/codebook-formats.ts';
import { makeProjectOf, sampleDataset } from '../../helpers/exports.ts';
import { serve, writeFiles } from '../../helpers/handlers.ts';
import { makeFolder } from '../../helpers/project.ts';

const frames = 'name,definition\nConflict,A quarrel\nRescue,A way out\n';

test('adds what the project lacks as one step, and nothing the second time', async () => {
  const { project, get } = serve();
  const [file] = writeFiles({ 'frames.csv': frames });
  const done = await get<CodebookImport>('codebook.import', { source: file });
  expect(done).toEqual({ added: 3, changed: 0, removed: 0, version: 2 });
  const { codebook } = await get<ProjectView>('project.get');
  expect(codebook.layers.map(({ id }) => id)).toEqual(['quotation', 'mention', 'claim', 'frames']);
  expect(await get('codebook.import', { source: file })).toEqual({
    added: 0,
    changed: 0,
    removed: 0,
    version: 2,
  });
  await get<CommandOutcome>('history.undo');
  expect((await get<ProjectView>('project.get')).codebook).toEqual(defaultCodebook);
  project.close();
});

test('gives back a codebook that another project wrote, in place of its own', async () => {
  const target = path.join(makeFolder(), 'book.qdc');
  const own = serve();
  const [file] = writeFiles({ 'frames.csv': frames });
  await own.get('codebook.import', { source: file });
  const { codebook } = await own.get<ProjectView>('project.get');
  await own.get('codebook.export', { format: 'qdc', target });
  expect(readFileSync(target, 'utf8')).toContain('urn:QDA-XML:codebook:1.0');
  const other = serve();
  await other.get('codebook.import', { source: target, replace: true });
  expect((await other.get<ProjectView>('project.get')).codebook).toEqual(codebook);
  own.project.close();
  other.project.close();
});

test('refuses a codebook that would take the label from what is in use, and names it', async () => {
  const project = makeProjectOf(makeFolder(), sampleDataset());
  const { call, get } = serve(project);
  const before = await get<ProjectView>('project.get');
  const cut = {
    ...defaultCodebook,
    layers: defaultCodebook.layers.map((layer) => ({
      ...layer,
      labels: layer.labels.filter(({ id }) => id !== 'person' && id !== 'mixed'),
    })),
    claimStatuses: defaultCodebook.claimStatuses.filter(({ id }) => id !== 'confirmed'),
  };
  const { layers, claimStatuses, claimTypes, settings } = cut;
  const json = {
    codebook: { layers, claim_statuses: claimStatuses, claim_types: claimTypes, settings },
  };
  const [file] = writeFiles({ 'book.json': JSON.stringify(json) });
  const refused = await call('codebook.import', { source: file, replace: true });
  expect(refused).toMatchObject({ ok: false, error: { code: 'refused' } });
  const message = refused.ok ? '' : refused.error.message;
  expect(message).toMatch(/“quotation\/mixed” of \d+ marks/);
  expect(message).toMatch(/“person”, the type of \d+ entities/);
  expect(message).toMatch(/“confirmed”, the status of \d+ claim events/);
  expect((await get<ProjectView>('project.get')).codebook).toEqual(before.codebook);
  const [nothing] = writeFiles({ 'frames.csv': frames });
  const gone = await call('codebook.import', { source: nothing, replace: true });
  expect(gone.ok ? '' : gone.error.message).toContain(
    'The layer “quotation”, which Quotemark works with.',
  );
  project.close();
});

test('does not write over a project file, and says what a file lacks', async () => {
  const { project, call } = serve();
  expect(await call('codebook.export', { format: 'json', target: project.path })).toMatchObject({
    ok: false,
    error: { code: 'refused' },
  });
  const [file] = writeFiles({ 'x.csv': 'a,b\n' });
  expect(await call('codebook.import', { source: file })).toMatchObject({
    ok: false,
    error: { code: 'bad_input' },
  });
  expect(await call('codebook.import', { source: '/none/such' })).toMatchObject({ ok: false });
  project.close();
});
