import { existsSync } from 'node:fs';
import path from 'node:path';
import { createProject } from '../../electron/engine/open.ts';
import type { OpenProject } from '../../electron/engine/project.ts';
import type { ExportOptions } from '../../electron/files/export-options.ts';
import { writeExport } from '../../electron/files/export.ts';
import { markChecked, type Dataset } from '../../shared/formats/dataset.ts';
import { defaultCodebook } from '../../shared/codebook/default.ts';
import { buildSample } from '../../shared/sample/build.ts';
import { parseExportFile } from '../../shared/formats/json/quotemark-json.ts';
import { sha256 } from './datasets.ts';
import { ann, makeSources } from './project.ts';

/** What every export of a test says about its making. */
export const making = { exportedAt: '2026-05-01T10:00:00.000Z', generator: 'Quotemark test' };

/** A context that is never cancelled and reports to nobody. */
export const quiet = { signal: { aborted: false }, progress: () => undefined };

/** All of a project as JSON. */
export const asJson: ExportOptions = {
  format: 'json',
  spreadsheet: false,
  statuses: [],
  acceptedOnly: false,
  layers: [],
  annotators: [],
  states: [],
  hasText: true,
  offsetUnit: null,
  redact: [],
  split: null,
};
/** All of a project as CSV. */
export const asCsv: ExportOptions = { ...asJson, format: 'csv' };

let last = 0;

/** A new project in the folder with a dataset imported. The caller closes it. */
export function makeProjectOf(folder: string, dataset: Dataset): OpenProject {
  let file = '';
  do file = path.join(folder, `project-${++last}.quotemark`);
  while (existsSync(file));
  const project = createProject(file, { name: 'Test', annotator: ann, sources: makeSources() });
  project.run('dataset.import', { dataset: markChecked(dataset) });
  return project;
}

/** The sample project as a checked dataset. */
export function sampleDataset(): Dataset {
  const file = buildSample({ sha256, codebook: defaultCodebook });
  const result = parseExportFile(JSON.stringify(file), sha256);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.dataset;
}

/** Write an export of the whole project. */
export function exportAll(project: OpenProject, options: ExportOptions, target: string) {
  return writeExport(project, options, target, making, quiet);
}
