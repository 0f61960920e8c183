import { describe, expect, test } from 'vitest';
import { defaultCodebook } from '../../../shared/codebook/default.ts';
import { buildExportFile, parseExportFile } from '../../../shared/formats/json/quotemark-json.ts';
import type { ExportFile } from '../../../shared/formats/json/quotemark-schema.ts';
import type { Dataset } from '../../../shared/formats/dataset.ts';
import type { OpenProject } from '../../../electron/engine/project.ts';
import { buildSample } from '../../../shared/sample/build.ts';
import { sha256 } from '../../helpers/datasets.ts';
import { sampleDataset } from '../../helpers/exports.ts';
import { ann, articleInput, fillProject, makeProject } from '../../helpers/project.ts';

const sample = buildSample({ sha256, codebook: defaultCodebook });
const nothingNew = { articles: 0, annotations: 0, entities: 0, claims: 0, conflicts: [] };

/** The sample as a dataset, with a change. */
function changedSample(change: (file: ExportFile) => void): Dataset {
  const file = structuredClone(sample);
  change(file);
  const result = parseExportFile(JSON.stringify(file), sha256);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.dataset;
}

function importInto(project: OpenProject, dataset: Dataset) {
  return project.run('dataset.import', { dataset });
}

test('brings everything in as one step that can be undone and redone', () => {
  const project = makeProject();
  const outcome = importInto(project, sampleDataset());
  expect(outcome.value).toEqual({
    articles: 8,
    annotations: sample.articles.flatMap((article) => article.annotations).length,
    entities: sample.entities.length,
    claims: sample.claims.length,
    skipped: 0,
    conflicts: [],
  });
  expect(project.read.counts().articles).toBe(8);
  expect(project.historyState().undo).toBe('Import dataset');
  project.undo();
  expect(project.read.counts()).toMatchObject({
    articles: 0,
    annotations: 0,
    entities: 0,
    claims: 0,
  });
  expect(project.read.project().name).toBe('Test');
  project.redo();
  expect(project.read.counts().articles).toBe(8);
  expect(project.check().faults).toEqual([]);
});

test('adds nothing the second time', () => {
  const project = makeProject();
  importInto(project, sampleDataset());
  const again = importInto(project, sampleDataset());
  expect(again.value).toMatchObject(nothingNew);
  expect(again.changes).toEqual([]);
});

test('takes name, codebook and stamps over in a project in which nothing has been done', () => {
  const project = makeProject();
  importInto(project, sampleDataset());
  const { id, ...rest } = project.read.project();
  const { id: _, ...expected } = sampleDataset().project;
  expect(rest).toEqual(expected);
  expect(id).not.toBe('sample-project');
  expect(project.read.codebook()).toEqual(sampleDataset().codebook);
});

test('keeps the name of a project in which work has been done', () => {
  const project = makeProject();
  project.run('article.create', articleInput('a'));
  importInto(project, sampleDataset());
  expect(project.read.project().name).toBe('Test');
  expect(project.read.counts().articles).toBe(9);
});

test('adds labels that the codebook lacks and leaves its own as they are', () => {
  const project = makeProject();
  fillProject(project);
  const dataset = changedSample((file) => {
    const [layer] = file.codebook.layers;
    const [label] = layer?.labels ?? [];
    if (!layer || !label) throw new Error('no label');
    layer.labels.push({ ...label, id: 'free_indirect', name: 'Free indirect' });
    label.name = 'Renamed';
  });
  importInto(project, dataset);
  const { version, codebook } = project.read.codebook();
  const labels = codebook.layers[0]?.labels ?? [];
  expect(version).toBe(2);
  expect(labels.at(-1)).toMatchObject({ id: 'free_indirect', name: 'Free indirect' });
  expect(labels[0]?.name).not.toBe('Renamed');
});

describe('keeps the row of the project and names the conflict', () => {
  function conflictsOf(change: (file: ExportFile) => void) {
    const project = makeProject();
    importInto(project, sampleDataset());
    const outcome = importInto(project, changedSample(change));
    expect(outcome.value).toMatchObject({ articles: 0, entities: 0, claims: 0 });
    return { project, conflicts: JSON.stringify(outcome.value) };
  }

  test('when an entity has another name', () => {
    const { project, conflicts } = conflictsOf((file) => {
      const [entity] = file.entities;
      if (entity) entity.name = 'Somebody else';
    });
    expect(conflicts).toContain('"type":"entity"');
    expect(project.read.list('entity', {}).map((entity) => entity.name)).not.toContain(
      'Somebody else',
    );
  });

  test('when an article has another text: marks on that text are left out', () => {
    const { project, conflicts } = conflictsOf((file) => {
      const [article] = file.articles;
      if (!article) return;
      article.text = 'Another text';
      article.text_sha256 = sha256(article.text);
      article.document = {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: article.text }] }],
      };
      const [annotation] = article.annotations;
      if (!annotation) return;
      annotation.layer = 'mention';
      annotation.segments = [{ role: 'span', start: 0, end: 7, exact: 'Another' }];
      article.annotations = [{ ...annotation, id: 'new-mark' }];
    });
    expect(conflicts).toContain('The project has another text under this id.');
    expect(conflicts).toContain('"type":"annotation","id":"new-mark"');
    expect(project.read.find('annotation', 'new-mark')).toBeNull();
    expect(project.check().faults).toEqual([]);
  });
});

test('gives rows without a stamp to the importing annotator, at the time of the import', () => {
  const project = makeProject();
  const dataset = changedSample((file) => {
    for (const entity of file.entities) {
      delete entity.created_at;
      delete entity.created_by;
      delete entity.updated_at;
      delete entity.updated_by;
    }
    for (const article of file.articles) delete article.states;
  });
  importInto(project, dataset);
  const [entity] = project.read.list('entity', {});
  expect(entity).toMatchObject({ createdBy: ann.id, updatedBy: ann.id });
  expect(entity?.createdAt).toMatch(/^2026-/);
  const states = project.read.list('article_state', {});
  expect(new Set(states.map((state) => state.annotatorId))).toEqual(new Set([ann.id]));
  expect(importInto(project, dataset).value).toMatchObject(nothingNew);
});

test('takes only what a parser has checked', () => {
  const project = makeProject();
  for (const dataset of [structuredClone(sampleDataset()), {}, null]) {
    expect(() => project.run('dataset.import', { dataset })).toThrow('parser has checked');
  }
});

test('exports the same after import, from plain rows too', () => {
  const making = { exportedAt: sample.exported_at, generator: sample.generator };
  expect(buildExportFile(sampleDataset(), making)).toEqual(sample);
});
