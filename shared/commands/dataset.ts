import { z } from 'zod';
import { addMissingLabels } from '../codebook/merge.ts';
import { isChecked, type Dataset, type DatasetArticle } from '../formats/dataset.ts';
import type { RecordOf, RecordType, Revision, Stamp } from '../records/records.ts';
import { isSameJson } from '../util/json.ts';
import { Refusal } from '../util/result.ts';
import { defineLongCommand, type Draft } from './define.ts';

/** A row of the dataset whose id is taken by something else: it was left out, the project's row is as it was. */
interface Conflict {
  readonly type: RecordType;
  readonly id: string;
  readonly reason: string;
}

/** The import under way. */
interface Import {
  readonly draft: Draft;
  readonly added: Map<RecordType, number>;
  readonly conflicts: Conflict[];
  skipped: number;
  /** A project in which nothing has been done takes the dataset's name, codebook and annotators over. */
  readonly isFresh: boolean;
}

/**
 * Bring in a dataset with its ids, stamps and annotators. Rows that are there already are skipped, so that importing twice
 * adds nothing; an id that is taken by other content is left as it is and named in `conflicts`.
 */
export const importDataset = defineLongCommand({
  name: 'dataset.import',
  label: 'Import dataset',
  input: z.object({
    /** From a parser, `parseExportFile`: nothing else has been checked. */
    dataset: z.custom<Dataset>(
      isChecked,
      'Only a dataset that a parser has checked can be imported',
    ),
  }),
  *steps(draft, { dataset }) {
    const job: Import = {
      draft,
      added: new Map(),
      conflicts: [],
      skipped: 0,
      isFresh: isFreshProject(draft),
    };
    putProject(job, dataset);
    for (const annotator of dataset.annotators) add(job, 'annotator', annotator, job.isFresh);
    putCodebook(job, dataset);
    // A redirect comes after what it leads to.
    const living = dataset.entities.filter((entity) => entity.mergedInto === null);
    const merged = dataset.entities.filter((entity) => entity.mergedInto !== null);
    for (const entity of [...living, ...merged]) add(job, 'entity', entity);
    for (const claim of dataset.claims) add(job, 'claim', claim);
    for (const item of dataset.evidence) add(job, 'evidence', item);
    for (const event of dataset.events) {
      add(job, 'claim_event', { ...event, annotatorId: event.annotatorId || draft.annotatorId });
    }
    for (const [i, article] of dataset.articles.entries()) {
      addArticle(job, article);
      yield { done: i + 1, total: dataset.articles.length };
    }
    for (const comment of dataset.comments) add(job, 'comment', comment);
    return {
      articles: job.added.get('article') ?? 0,
      annotations: job.added.get('annotation') ?? 0,
      entities: job.added.get('entity') ?? 0,
      claims: job.added.get('claim') ?? 0,
      skipped: job.skipped,
      conflicts: job.conflicts.map((conflict) => ({ ...conflict })),
    };
  },
});

/** Whether nothing has been done in the project since it was made. */
function isFreshProject(draft: Draft): boolean {
  const [project] = draft.list('project', {});
  return (
    project !== undefined &&
    project.updatedAt === project.createdAt &&
    draft.get('codebook', 'codebook').version === 1 &&
    draft.list('entity', {}).length === 0 &&
    draft.list('claim', {}).length === 0 &&
    draft.list('comment', {}).length === 0 &&
    draft.list('article', {}).length === 0
  );
}

function putProject(job: Import, dataset: Dataset): void {
  const [project] = job.draft.list('project', {});
  if (!project) throw new Refusal('damaged', 'The project file has no project row.');
  if (!job.isFresh) return;
  job.draft.putStamped('project', {
    ...stamped(job.draft, dataset.project, project),
    id: project.id,
  });
}

function putCodebook(job: Import, dataset: Dataset): void {
  const { draft } = job;
  const current = draft.get('codebook', 'codebook');
  if (job.isFresh) {
    draft.putStamped('codebook', stamped(draft, dataset.codebook, current));
    return;
  }
  const codebook = addMissingLabels(current.codebook, dataset.codebook.codebook);
  if (codebook === current.codebook) return;
  draft.put('codebook', { id: current.id, version: current.version + 1, codebook });
}

function addArticle(job: Import, item: DatasetArticle): void {
  const { draft } = job;
  const existing = draft.find('article', item.article.id);
  const revision = existing && draft.get('revision', `${existing.id}:${existing.revision}`);
  if (existing && revision && revision.text !== item.revision.text) {
    keepOther(job, item, existing.id);
    return;
  }
  // The same text may have another number here; the annotations fit it all the same.
  const number = existing?.revision ?? item.revision.number;
  add(job, 'article', {
    ...item.article,
    revision: number,
    trashedAt: existing?.trashedAt ?? null,
  });
  if (!existing) add(job, 'revision', item.revision);
  else skipRevision(job, item.revision, revision);
  for (const state of item.states) {
    const annotatorId = state.annotatorId || draft.annotatorId;
    const id = `${state.articleId}:${annotatorId}`;
    add(job, 'article_state', { ...state, id, annotatorId });
  }
  for (const annotation of item.annotations) {
    add(job, 'annotation', { ...annotation, revision: number });
  }
}

function skipRevision(job: Import, revision: Revision, existing: Revision | null): void {
  if (existing && isSameJson(revision.document, existing.document)) {
    job.skipped += 1;
    return;
  }
  conflict(job, 'revision', revision.id, 'The article has the same text with another structure.');
}

/** The project has another text under this id: neither it nor annotations made on the dataset's text can be taken. */
function keepOther(job: Import, item: DatasetArticle, articleId: string): void {
  conflict(job, 'article', articleId, 'The project has another text under this id.');
  for (const annotation of item.annotations) {
    const existing = job.draft.find('annotation', annotation.id);
    if (existing && isSameContent(annotation, existing)) job.skipped += 1;
    else conflict(job, 'annotation', annotation.id, 'It was made on another text of the article.');
  }
}

/** Write a row unless its id is taken. */
function add<Type extends RecordType>(
  job: Import,
  type: Type,
  row: RecordOf<Type>,
  canReplace = false,
): void {
  const existing = job.draft.find(type, row.id);
  if (existing && !canReplace) {
    if (isSameContent(row, existing)) job.skipped += 1;
    else conflict(job, type, row.id, 'The project has other content under this id.');
    return;
  }
  job.draft.putStamped(type, stamped(job.draft, row, existing));
  if (!existing) job.added.set(type, (job.added.get(type) ?? 0) + 1);
}

function conflict(job: Import, type: RecordType, id: string, reason: string): void {
  job.conflicts.push({ type, id, reason });
}

/** The row with what its file does not say in its stamp put in. */
function stamped<Row extends Stamp>(draft: Draft, row: Row, existing: Stamp | null): Row {
  const createdAt = row.createdAt || existing?.createdAt || draft.now;
  const createdBy = row.createdBy || existing?.createdBy || draft.annotatorId;
  return {
    ...row,
    createdAt,
    createdBy,
    updatedAt: row.updatedAt || createdAt,
    updatedBy: row.updatedBy || createdBy,
  };
}

/** Whether two rows say the same, whoever wrote them when. */
function isSameContent(left: Stamp, right: Stamp): boolean {
  return isSameJson(contentOf(left), contentOf(right));
}

function contentOf<Row extends Stamp>(row: Row) {
  const { createdAt: _, createdBy: __, updatedAt: ___, updatedBy: ____, ...content } = row;
  return content;
}
