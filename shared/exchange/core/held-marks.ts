import type { DatasetArticle } from '../../formats/dataset.ts';
import { Refusal } from '../../util/result.ts';
import type { JsonObject } from '../../util/json.ts';
import type { AnnotatedArticle } from './annotated-article.ts';
import type { ExportContext } from './exchange-format.ts';
import { objectOf, textOf } from './source-text.ts';
import { buildAnnotatedArticle, indexRows } from './row-index.ts';

type State = 'suggested' | 'rejected';

const reasons: Readonly<Record<State, string>> = {
  suggested: 'A suggestion that nobody has accepted: the format has no place for it.',
  rejected: 'A mark that was rejected.',
};

/** An article without the marks in states that a format has no place for: in training data they would pass for accepted. */
export function holdStates(
  item: DatasetArticle,
  context: ExportContext,
  left: readonly State[],
): AnnotatedArticle {
  const all = buildAnnotatedArticle(item, indexRows(context.head));
  return { ...all, marks: all.marks.filter((mark) => !left.some((state) => state === mark.state)) };
}

/** Say which marks `holdStates` leaves out. */
export function loseStates(
  item: DatasetArticle,
  context: ExportContext,
  left: readonly State[],
): void {
  for (const { id, state } of item.annotations) {
    if (state === 'accepted' || !left.includes(state)) continue;
    context.lose({ articleId: item.article.id, annotationId: id, reason: reasons[state] });
  }
}

/** Refuse to write a format that is nothing without texts. @throws Refusal `refused`. */
export function needText(context: ExportContext, name: string): void {
  if (context.hasText) return;
  throw new Refusal(
    'refused',
    `${name} holds marks in the text of their article only. Export with texts, or choose another format.`,
  );
}

/** What stands beside the text in a file of ours: id, title and metadata of the article. */
export function buildArticleDetails(article: AnnotatedArticle): JsonObject {
  return {
    ...(article.id !== null && { article_id: article.id }),
    ...(article.title !== '' && { title: article.title }),
    ...article.metadata,
  };
}

const metadataNames = ['byline', 'publisher', 'url', 'published', 'language', 'tags'];

/** Title and metadata among the values that stand beside a text, by the names of the JSON export. */
export function readArticleDetails(
  details: JsonObject | null,
): Pick<AnnotatedArticle, 'title' | 'metadata'> {
  const known = Object.entries(details ?? {}).filter(([key]) => metadataNames.includes(key));
  return { title: textOf(details?.['title']) ?? '', metadata: Object.fromEntries(known) };
}

/** Where details of an article may stand in a file of another program: under `meta`, or beside the text. */
export function findArticleDetails(value: JsonObject): JsonObject {
  return { ...value, ...objectOf(value['meta']) };
}
