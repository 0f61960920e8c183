import { z } from 'zod';
import { articleStatuses, type Article } from '../records/records.ts';
import { buildCanonicalText } from '../text/canonical.ts';
import { parseDocument } from '../text/document.ts';
import { unwrap } from '../util/result.ts';
import { defineCommand, defineLongCommand, doForEach, type Draft, type Work } from './define.ts';
import { given, id, line, newId, newsDate, prose, takeId } from './fields.ts';

const metadata = {
  title: line,
  byline: line,
  publisher: line,
  url: line,
  published: newsDate.nullable(),
  language: z.string().max(35),
  tags: z.array(line.min(1)),
  note: prose,
};

/** Where a text came from, as input. */
export const originInput = z.object({
  file: line.nullable(),
  importer: line,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  encoding: line.nullable(),
  newline: z.enum(['lf', 'crlf', 'cr', 'mixed']).nullable(),
});

const articleInput = z.object({
  id: newId,
  ...metadata,
  origin: originInput,
  /** Rich document; checked by `parseDocument`. */
  document: z.unknown(),
});

function createOne(draft: Draft, input: z.output<typeof articleInput>): string {
  const articleId = takeId(draft, 'article', input.id);
  const document = unwrap(parseDocument(input.document));
  const text = buildCanonicalText(document);
  const { id: _, document: __, ...fields } = input;
  draft.put('article', { ...fields, id: articleId, revision: 1, trashedAt: null });
  draft.put('revision', {
    id: `${articleId}:1`,
    articleId,
    number: 1,
    document,
    text,
    sha256: draft.sha256(text),
    reason: 'import',
  });
  return articleId;
}

/** Add one article with its first revision. */
export const createArticle = defineCommand({
  name: 'article.create',
  label: 'Add article',
  input: articleInput,
  run: (draft, input) => ({ id: createOne(draft, input) }),
});

/** Add many articles as one step. */
export const importArticles = defineLongCommand({
  name: 'article.import',
  label: (input) =>
    input.articles.length === 1 ? 'Import article' : `Import ${input.articles.length} articles`,
  input: z.object({ articles: z.array(articleInput).min(1) }),
  *steps(draft, { articles }) {
    const ids: string[] = [];
    yield* doForEach(articles, (article) => ids.push(createOne(draft, article)) > 0);
    return { ids };
  },
});

/** Change the metadata of an article; keys left out stay. */
export const updateArticle = defineCommand({
  name: 'article.update',
  label: 'Edit article details',
  input: z
    .object({ id, ...metadata })
    .partial()
    .required({ id: true }),
  run(draft, input) {
    const article = draft.get('article', input.id);
    draft.put('article', { ...article, ...given(input) });
    return { id: input.id };
  },
});

/** Whoever makes the first mark in an article, or judges a suggestion, has it in progress; another status stays. */
export function beginArticle(draft: Draft, articleId: string): void {
  const { annotatorId } = draft;
  const stateId = `${articleId}:${annotatorId}`;
  const status = draft.find('article_state', stateId)?.status ?? 'new';
  if (status !== 'new') return;
  draft.put('article_state', { id: stateId, articleId, annotatorId, status: 'in_progress' });
}

/** Set how far the current annotator is with some articles. */
export const setArticleStatus = defineLongCommand({
  name: 'article.setStatus',
  label: (input) =>
    input.ids.length === 1 ? 'Set article status' : `Set status of ${input.ids.length} articles`,
  input: z.object({ ids: z.array(id).min(1), status: z.enum(articleStatuses) }),
  *steps(draft, { ids, status }) {
    const count = yield* doForEach(ids, (articleId) => {
      draft.get('article', articleId);
      draft.put('article_state', {
        id: `${articleId}:${draft.annotatorId}`,
        articleId,
        annotatorId: draft.annotatorId,
        status,
      });
      return true;
    });
    return { count };
  },
});

const tagNames = z.array(line.trim().min(1)).max(100).default([]);

/** Add tags to articles and take tags away from them; all other tags stay. */
export const tagArticles = defineLongCommand({
  name: 'article.tag',
  label: (input) => (input.ids.length === 1 ? 'Tag article' : `Tag ${input.ids.length} articles`),
  input: z.object({ ids: z.array(id).min(1), add: tagNames, remove: tagNames }),
  *steps(draft, { ids, add, remove }) {
    const count = yield* doForEach(ids, (articleId) => {
      const article = draft.get('article', articleId);
      const kept = article.tags.filter((tag) => !remove.includes(tag));
      const tags = [
        ...kept,
        ...add.filter((tag, i) => !kept.includes(tag) && add.indexOf(tag) === i),
      ];
      if (tags.join('\n') === article.tags.join('\n')) return false;
      draft.put('article', { ...article, tags });
      return true;
    });
    return { count };
  },
});

const assignment = z.object({ ids: z.array(id).min(1), annotatorId: id });

/** Give articles to an annotator: each has a status of that annotator from then on, `new` unless there is one. */
export const assignArticles = defineLongCommand({
  name: 'article.assign',
  label: (input) =>
    input.ids.length === 1 ? 'Assign article' : `Assign ${input.ids.length} articles`,
  input: assignment,
  *steps(draft, { ids, annotatorId }) {
    draft.get('annotator', annotatorId);
    const count = yield* doForEach(ids, (articleId) => {
      draft.get('article', articleId);
      const stateId = `${articleId}:${annotatorId}`;
      if (draft.find('article_state', stateId)) return false;
      draft.put('article_state', { id: stateId, articleId, annotatorId, status: 'new' });
      return true;
    });
    return { count };
  },
});

/** Take articles away from an annotator who has not begun with them. Where work has begun its status stays. */
export const unassignArticles = defineLongCommand({
  name: 'article.unassign',
  label: (input) =>
    input.ids.length === 1 ? 'Take back article' : `Take back ${input.ids.length} articles`,
  input: assignment,
  *steps(draft, { ids, annotatorId }) {
    const count = yield* doForEach(ids, (articleId) => {
      const stateId = `${articleId}:${annotatorId}`;
      if (draft.find('article_state', stateId)?.status !== 'new') return false;
      draft.remove('article_state', stateId);
      return true;
    });
    return { count };
  },
});

function* setTrashed(
  draft: Draft,
  ids: readonly string[],
  trashedAt: Article['trashedAt'],
): Work<{ readonly count: number }> {
  const count = yield* doForEach(ids, (articleId) => {
    draft.put('article', { ...draft.get('article', articleId), trashedAt });
    return true;
  });
  return { count };
}

/** Put articles into the trash. Their annotations stay with them. */
export const trashArticles = defineLongCommand({
  name: 'article.trash',
  label: (input) =>
    input.ids.length === 1 ? 'Move article to trash' : `Move ${input.ids.length} articles to trash`,
  input: z.object({ ids: z.array(id).min(1) }),
  steps: (draft, { ids }) => setTrashed(draft, ids, draft.now),
});

/** Take articles out of the trash. */
export const restoreArticles = defineLongCommand({
  name: 'article.restore',
  label: (input) =>
    input.ids.length === 1 ? 'Restore article' : `Restore ${input.ids.length} articles`,
  input: z.object({ ids: z.array(id).min(1) }),
  steps: (draft, { ids }) => setTrashed(draft, ids, null),
});
