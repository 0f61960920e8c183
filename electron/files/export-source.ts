import type { Draft } from '../../shared/commands/define.ts';
import {
  collectAnnotators,
  furthestStatus,
  type DatasetArticle,
  type DatasetHead,
} from '../../shared/formats/dataset.ts';
import type { JsonArticle, MarkLinks } from '../../shared/formats/json/json-article.ts';
import type {
  Annotation,
  AnnotationState,
  Article,
  ArticleStatus,
  Comment,
  Id,
  Revision,
} from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';

/** Where an export reads rows from. */
export interface ExportSource extends Pick<Draft, 'find' | 'list'> {
  /** Absent where rows are changed on their way. */
  readonly json?: JsonSource;
}

/** Texts and marks as JSON in UTF-8, as a database puts them together. */
export interface JsonSource {
  revision(articleId: Id, number: number): RevisionJson | null;
  /** @param separator Stands between two marks. */
  marks(articleId: Id, revision: number, filter: MarkFilter, separator: string): MarksJson;
  /** What the marks name, one entry a mark, in no order. */
  links(articleId: Id, revision: number, filter: MarkFilter): readonly MarkLinks[];
}

/** Which marks are wanted; all where a list is empty. */
export interface MarkFilter {
  readonly layers: readonly string[];
  readonly annotators: readonly Id[];
  readonly states: readonly string[];
}

interface RevisionJson extends Omit<Revision, 'id' | 'articleId' | 'text' | 'document'> {
  readonly text: Uint8Array;
  readonly document: Uint8Array;
}

interface MarksJson {
  /** In the order of every export; empty when there are none. */
  readonly json: Uint8Array;
  readonly count: number;
}

/** The part of an open project that an export needs. */
export interface ExportProject {
  readonly read: ExportSource;
  /** Hear of every step. Returns how to stop. */
  readonly onStep: (listener: () => void) => () => void;
  /** Wait for the end of a step that is being stored in turns: until then reads see what may be taken back. */
  readonly whenFree: <Value>(work: () => Value) => Promise<Awaited<Value>>;
  readonly isStoring: () => boolean;
}

/** Which part of a project is exported. */
export interface ExportSelection {
  /** Only articles with one of these statuses; all when empty. */
  readonly statuses: readonly ArticleStatus[];
  /** Leave out annotations that nobody has accepted. */
  readonly acceptedOnly: boolean;
  /** Only annotations of these layers, of these annotators, in these states; all when empty. */
  readonly layers: readonly string[];
  readonly annotators: readonly Id[];
  readonly states: readonly AnnotationState[];
  /** Only these articles; all when left out. */
  readonly articleIds?: readonly Id[] | undefined;
}

/** Whether all of the project is exported, but for what no export holds. */
export function isWholeProject(selection: ExportSelection): boolean {
  const { statuses, acceptedOnly, layers, annotators, states, articleIds } = selection;
  return (
    !articleIds &&
    !acceptedOnly &&
    [statuses, layers, annotators, states].every((list) => list.length === 0)
  );
}

/** Whether an annotation is exported, its article being so. */
function isSelected(annotation: Annotation, selection: ExportSelection): boolean {
  const { layers, annotators, states, acceptedOnly } = selection;
  const { layer, annotatorId, state } = annotation;
  return (
    (layers.length === 0 || layers.includes(layer)) &&
    (annotators.length === 0 || annotators.includes(annotatorId)) &&
    (states.length === 0 || states.includes(state)) &&
    (!acceptedOnly || state === 'accepted')
  );
}

/** What an export will hold and what stays behind. */
export interface ExportPlan {
  /** Ids of the articles in the order of the export. */
  readonly articleIds: readonly Id[];
  /** Articles in the trash, which no export holds. */
  readonly trashed: number;
  /** Articles left out for their status. */
  readonly otherStatus: number;
  /** Articles with earlier revisions, which no export holds. */
  readonly revised: number;
  /** Marks that lost their words in a correction, which no export holds. */
  readonly unplaced: number;
  /** Articles with an original file, which no export holds. */
  readonly originals: number;
}

/** Choose the articles. */
export function planExport(source: ExportSource, selection: ExportSelection): ExportPlan {
  const articles = source.list('article', {});
  const wanted = selection.articleIds && new Set(selection.articleIds);
  const asked = wanted ? articles.filter(({ id }) => wanted.has(id)) : articles;
  const present = asked.filter((article) => article.trashedAt === null);
  const chosen =
    selection.statuses.length === 0
      ? present
      : present.filter((article) => {
          const states = source.list('article_state', { articleId: article.id });
          return selection.statuses.includes(furthestStatus(states));
        });
  return {
    articleIds: chosen.map((article) => article.id),
    trashed: asked.length - present.length,
    otherStatus: present.length - chosen.length,
    revised: chosen.filter((article) => article.revision > 1).length,
    unplaced: chosen.reduce((sum, article) => sum + countUnplaced(source, article), 0),
    originals: chosen.filter((article) => article.origin.sha256 !== null).length,
  };
}

function countUnplaced(source: ExportSource, article: Article): number {
  if (article.revision === 1) return 0;
  return source
    .list('annotation', { articleId: article.id })
    .filter(({ revision }) => revision !== article.revision).length;
}

/** One article as rows; null when it has gone meanwhile. */
export function readArticle(
  source: ExportSource,
  articleId: Id,
  selection: ExportSelection,
): DatasetArticle | null {
  const article = source.find('article', articleId);
  if (!article) return null;
  const revision = source.find('revision', `${articleId}:${article.revision}`);
  if (!revision) {
    throw new Refusal(
      'damaged',
      `The article “${article.title}” has lost its text. Check the project.`,
    );
  }
  const annotations = source
    .list('annotation', { articleId })
    .filter((annotation) => annotation.revision === article.revision)
    .filter((annotation) => isSelected(annotation, selection));
  return { article, revision, annotations, states: source.list('article_state', { articleId }) };
}

/** The same as JSON; null when it has gone meanwhile, or when the source has no JSON. */
export function readJsonArticle(
  source: ExportSource,
  articleId: Id,
  selection: ExportSelection,
  separator: string,
): JsonArticle | null {
  const article = source.find('article', articleId);
  const revision = article && source.json?.revision(articleId, article.revision);
  if (!article || !revision || !source.json) return null;
  const { number } = revision;
  const { json, count } = source.json.marks(articleId, number, filterOf(selection), separator);
  const { text, document, ...rest } = revision;
  const without = { text: '', document: { type: 'doc' as const, content: [] } };
  return {
    item: {
      article,
      revision: { id: `${articleId}:${number}`, articleId, ...rest, ...without },
      annotations: [],
      states: source.list('article_state', { articleId }),
    },
    text,
    document,
    marks: json,
    markCount: count,
  };
}

/** What the marks of an article name; null when the source has no JSON. */
export function readMarkLinks(
  source: ExportSource,
  { item: { revision } }: JsonArticle,
  selection: ExportSelection,
): readonly MarkLinks[] | null {
  return source.json?.links(revision.articleId, revision.number, filterOf(selection)) ?? null;
}

/** `isSelected` as lists of what is wanted. No state is called as the one that stands for none. */
function filterOf({ layers, annotators, states, acceptedOnly }: ExportSelection): MarkFilter {
  if (!acceptedOnly) return { layers, annotators, states };
  const isNone = states.length > 0 && !states.includes('accepted');
  return { layers, annotators, states: [isNone ? 'none' : 'accepted'] };
}

/** Everything but the articles, with all annotators. */
export function readHead(source: ExportSource): DatasetHead {
  const [project] = source.list('project', {});
  const codebook = source.find('codebook', 'codebook');
  if (!project || !codebook) {
    throw new Refusal(
      'damaged',
      'The project has lost its name or its codebook. Check the project.',
    );
  }
  return {
    project,
    codebook,
    annotators: source.list('annotator', {}),
    entities: source.list('entity', {}),
    claims: source.list('claim', {}),
    events: source.list('claim_event', {}),
    evidence: source.list('evidence', {}),
    comments: source.list('comment', {}),
  };
}

/** The same rows without remarks on what is not exported. */
export function dropStrayComments(
  source: ExportSource,
  head: DatasetHead,
  articleIds: ReadonlySet<Id>,
  selection: ExportSelection,
): DatasetHead {
  const isExported = ({ targetType, targetId }: Comment): boolean => {
    const target = source.find(targetType, targetId);
    if (!target) return false;
    if (targetType === 'article') return articleIds.has(targetId);
    // A remark on a mark that lost its words stays behind with it.
    if (
      'segments' in target &&
      (target.revision !== source.find('article', target.articleId)?.revision ||
        !isSelected(target, selection))
    )
      return false;
    return !('articleId' in target) || articleIds.has(target.articleId);
  };
  return { ...head, comments: head.comments.filter(isExported) };
}

/**
 * Leaves only the annotators whom an exported row names: who only opened a project is no part of its data.
 *
 * @param breathe Called between articles; throws when the export is cancelled.
 */
export async function dropStrayAnnotators(
  source: ExportSource,
  head: DatasetHead,
  articleIds: readonly Id[],
  selection: ExportSelection,
  breathe: () => Promise<void>,
): Promise<DatasetHead> {
  const { project, codebook, entities, claims, events, evidence, comments } = head;
  const named = new Set<Id>();
  collectAnnotators(named, [project, codebook]);
  for (const rows of [entities, claims, events, evidence, comments]) collectAnnotators(named, rows);
  for (const articleId of articleIds) {
    if (named.size >= head.annotators.length) break;
    const item = readArticle(source, articleId, selection);
    if (!item) continue;
    collectAnnotators(named, [item.article, item.revision, ...item.states, ...item.annotations]);
    await breathe();
  }
  // Who made a named annotator is named too.
  for (let size = 0; size !== named.size;) {
    size = named.size;
    collectAnnotators(
      named,
      head.annotators.filter((annotator) => named.has(annotator.id)),
    );
  }
  return { ...head, annotators: head.annotators.filter((annotator) => named.has(annotator.id)) };
}
