import { markChecked, type Dataset, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, Id } from '../../records/records.ts';
import { parseDocument } from '../../text/document.ts';
import { normaliseText } from '../../text/normalise.ts';
import { buildOffsetMap, sliceSpan } from '../../text/offsets.ts';
import { plainTextDocument } from '../../text/plain-document.ts';
import { Refusal, unwrap } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { readMetadata } from './article-metadata.ts';
import { attachRoles } from './attach-roles.ts';
import { CastBuilder } from './cast-builder.ts';
import { completeLabelMap, type LabelTarget } from './label-map.ts';
import { joinLabel, sortSegments } from '../core/span-graph.ts';
import { deriveId, isOwnId, noStamp, type KnownArticle, type TakeOver } from './take-over.ts';

/** What articles with marks are here. */
export interface TakenOver {
  readonly dataset: Dataset;
  /** Labels of the parts of quotations that are near none, one a mark: they are left out. */
  readonly unattached: readonly string[];
}

/**
 * Articles with marks of any exchange format as a dataset for `dataset.import`. A text that the project has already keeps its
 * article, and gets the marks. Ids follow from the content, so that taking the same file over twice adds nothing; those of
 * ours are kept. Guesses of programs stay suggestions. Names become annotators, members of the cast and claims, those that
 * are there already where they have the same name.
 *
 * @throws Refusal `bad_input` naming unknown labels, or the article whose text is missing or not fit to be stored.
 */
export function toDataset(articles: readonly AnnotatedArticle[], options: TakeOver): TakenOver {
  const { known, labels } = options;
  const targets = completeLabelMap(labels, articles);
  const cast = new CastBuilder(options);
  const items = new Map<Id, DatasetArticle>();
  const unattached: string[] = [];
  // Mentions know the type of whom they name, so they come before the quotations that name a speaker.
  for (const mark of articles.flatMap(({ marks }) => marks)) {
    const target = targets.get(joinLabel(mark));
    if (target?.layer === 'mention') cast.meet(mark, target.label);
  }
  for (const annotated of articles) {
    const place = placeArticle(annotated, options);
    const item = items.get(place.article.id) ?? { ...place, states: [], annotations: [] };
    const attached = attachRoles(annotated.marks, targets, item.revision.text);
    unattached.push(...attached.unattached);
    const whole = { ...annotated, marks: attached.marks };
    const added = buildAnnotations(whole, item, targets, cast, options);
    const ids = new Set(item.annotations.map(({ id }) => id));
    const annotations = [...item.annotations, ...added.filter(({ id }) => !ids.has(id))];
    items.set(item.article.id, { ...item, annotations });
  }
  const { project, codebook } = known.head;
  const dataset = markChecked({
    project,
    codebook: { ...codebook, codebook: labels.codebook },
    comments: [],
    evidence: [],
    ...cast.rows(),
    articles: [...items.values()],
  });
  return { dataset, unattached };
}

/** The stored article of the text, else a new one. */
function placeArticle(annotated: AnnotatedArticle, options: TakeOver): KnownArticle {
  const { known, sha256, fileName } = options;
  const own = annotated.id === null ? null : known.findById(annotated.id);
  if (annotated.text === null) {
    if (own) return own;
    throw new Refusal(
      'bad_input',
      `${fileName}, ${annotated.place}: The text is not in the file, and the project has no article with id ${annotated.id ?? '(none)'}.`,
    );
  }
  const text = checkText(annotated.text, `${fileName}, ${annotated.place}`);
  const hash = sha256(text);
  if (own?.revision.text === text) return own;
  const same = known.findByText(hash);
  if (same) return same;
  const id =
    own === null && annotated.id !== null && isOwnId(annotated.id)
      ? annotated.id
      : deriveId(options, 'article', hash);
  return buildArticle(annotated, text, id, options);
}

function checkText(text: string, place: string): string {
  const checked = normaliseText(`\ufeff${text}`);
  if (checked.ok) return checked.value;
  throw new Refusal('bad_input', `${place}: ${checked.error.message}`);
}

function buildArticle(
  annotated: AnnotatedArticle,
  text: string,
  id: Id,
  { sha256, fileName, formatId }: TakeOver,
): KnownArticle {
  // Every line a paragraph: the text of the document is then the text of the file, to which the positions belong.
  const document = unwrap(parseDocument(plainTextDocument(text.split('\n'))));
  return {
    article: {
      id,
      ...readMetadata(annotated, text),
      note: '',
      revision: 1,
      origin: {
        file: fileName,
        importer: `${formatId}@1`,
        sha256: null,
        encoding: null,
        newline: null,
      },
      trashedAt: null,
      ...noStamp,
    },
    revision: {
      id: `${id}:1`,
      articleId: id,
      number: 1,
      document,
      text,
      sha256: sha256(text),
      reason: 'import',
      ...noStamp,
    },
  };
}

/** @param annotated With parts of quotations taken into them. */
function buildAnnotations(
  annotated: AnnotatedArticle,
  { article, revision }: KnownArticle,
  targets: ReadonlyMap<string, LabelTarget | null>,
  cast: CastBuilder,
  options: TakeOver,
): Annotation[] {
  const map = buildOffsetMap(revision.text);
  return annotated.marks.flatMap((mark, i): Annotation[] => {
    const target = targets.get(joinLabel(mark));
    if (!target || target.role) return [];
    const { layer, label } = target;
    const isRight = mark.segments.every(
      (segment) =>
        segment.end <= map.lengthCodePoints &&
        sliceSpan(revision.text, segment, map) === segment.exact,
    );
    if (!isRight) {
      const where = `${options.fileName}, ${annotated.place}`;
      throw new Refusal(
        'bad_input',
        `${where}: Mark ${mark.id ?? i + 1} does not fit the text of “${article.title}”.`,
      );
    }
    const links = cast.link(mark, target, article);
    return [
      {
        id: idOfMark(mark, article.id, options),
        articleId: article.id,
        revision: revision.number,
        layer,
        label,
        state: mark.state,
        attributes: mark.attributes,
        doubt: mark.doubt,
        note: mark.note,
        ...links,
        segments: placeSegments(mark, layer),
        ...noStamp,
      },
    ];
  });
}

function idOfMark(mark: AnnotatedMark, articleId: Id, options: TakeOver): Id {
  if (mark.id !== null && isOwnId(mark.id)) return mark.id;
  if (mark.id !== null && options.known.findOwner(mark.id) === articleId) return mark.id;
  const places = mark.segments.map(({ role, start, end }) => [role, start, end]);
  return deriveId(options, articleId, mark.id, joinLabel(mark), places, mark.annotator);
}

/** Segments in the roles of the layer: only a quotation has others than its own words. */
function placeSegments(mark: AnnotatedMark, layer: string): Annotation['segments'] {
  const isOwn = (role: string) => role === 'span' || role === 'content';
  if (layer !== 'quotation') {
    const own = mark.segments.filter(({ role }) => isOwn(role));
    const kept = own.length > 0 ? own : mark.segments;
    return sortSegments(kept.map((segment) => ({ ...segment, role: 'span' })));
  }
  return sortSegments(
    mark.segments.map((segment) =>
      isOwn(segment.role) ? { ...segment, role: 'content' } : segment,
    ),
  );
}
