import { compareClaimEvents } from '../../claims/status.ts';
import { compareCreated, type DatasetArticle } from '../../formats/dataset.ts';
import type { Claim, ClaimEvent, Entity, Id } from '../../records/records.ts';
import { isSafeHref } from '../../text/safe-href.ts';
import type { JsonObject } from '../../util/json.ts';
import type {
  ExchangeFormat,
  ExportContext,
  ExportPiece,
  FormatWriter,
} from '../core/exchange-format.ts';
import { jsonText } from '../core/source-text.ts';
import { indexRows, type RowIndex } from '../core/row-index.ts';

/** From 1, wrong, to 5, right; a status that judges nothing has no number. */
const ratings: Readonly<Record<string, number>> = {
  corroborated: 5,
  confirmed: 5,
  disputed: 3,
  false: 1,
};
const notReviewed = 'not_checkable';

/**
 * One review for each claim that has been judged and occurs in the exported articles.
 *
 * @see schema.org ClaimReview; its ratings are free, ours are the names of the codebook's statuses
 */
export const claimReviewFormat: ExchangeFormat = {
  id: 'claimreview',
  name: 'schema.org ClaimReview',
  summary: 'Judged claims as JSON-LD for web pages and archives of fact checks.',
  extension: '.jsonld',
  offsetUnit: 'none',
  losses: [
    'Everything but claims: texts, quotations, entities, places of claims in the text.',
    'The history of a claim before its present status, and its evidence.',
    'Claims that nobody has judged, and those that cannot be checked.',
  ],
  write,
};

/** An article in which a claim occurs. */
interface Appearance {
  readonly published: string | null;
  readonly json: JsonObject;
}

function write(context: ExportContext): FormatWriter {
  const index = indexRows(context.head);
  const events = groupEvents(context.head.events);
  const appearances = new Map<Id, Appearance[]>();
  const piece = (content: string): ExportPiece => ({ file: '', content });
  return {
    begin: () => [piece('{"@context":"https://schema.org","@graph":[')],
    article: (item) => {
      const claimIds = new Set<Id>();
      for (const { id, claimId, state } of item.annotations) {
        const latest = claimId === null ? undefined : events.get(claimId)?.at(-1);
        const reason = findReason(claimId, latest, state);
        if (reason !== null && claimId !== null) {
          context.lose({ articleId: item.article.id, annotationId: id, reason });
        } else if (claimId !== null) claimIds.add(claimId);
      }
      const appearance = buildAppearance(item);
      for (const claimId of claimIds) {
        const list = appearances.get(claimId);
        if (list) list.push(appearance);
        else appearances.set(claimId, [appearance]);
      }
      return [];
    },
    end: () => {
      const reviews = [...context.head.claims].sort(compareCreated).flatMap((claim) => {
        const event = events.get(claim.id)?.at(-1);
        const list = appearances.get(claim.id);
        return event && list ? [buildReview(claim, event, list, context, index)] : [];
      });
      const lines = reviews.map((review) => `\n${jsonText(review)}`);
      return [piece(`${lines.join(',')}\n]}\n`)];
    },
  };
}

/** Why a claim that occurs in a mark has no review; null when it has one. */
function findReason(
  claimId: Id | null,
  event: ClaimEvent | undefined,
  state: string,
): string | null {
  if (claimId === null) return null;
  if (state !== 'accepted') return 'The mark of a claim is suggested or rejected.';
  if (!event) return 'Nobody has judged the claim.';
  return event.status === notReviewed ? 'The claim cannot be checked.' : null;
}

/** Events by claim, the present status last. */
function groupEvents(events: readonly ClaimEvent[]): ReadonlyMap<Id, readonly ClaimEvent[]> {
  const groups = new Map<Id, ClaimEvent[]>();
  for (const event of [...events].sort(compareClaimEvents)) {
    const group = groups.get(event.claimId);
    if (group) group.push(event);
    else groups.set(event.claimId, [event]);
  }
  return groups;
}

function buildAppearance({ article }: DatasetArticle): Appearance {
  return {
    published: article.published,
    json: {
      '@type': 'NewsArticle',
      url: isAddress(article.url) ? article.url : urn('article', article.id),
      ...(article.title !== '' && { headline: article.title }),
      ...(article.published !== null && { datePublished: article.published }),
      ...(article.publisher !== '' && {
        publisher: { '@type': 'Organization', name: article.publisher },
      }),
    },
  };
}

function buildReview(
  claim: Claim,
  event: ClaimEvent,
  appearances: readonly Appearance[],
  { head }: ExportContext,
  index: RowIndex,
): JsonObject {
  const status = head.codebook.codebook.claimStatuses.find(({ id }) => id === event.status);
  const rating = ratings[event.status];
  const reviewer = index.annotators.get(event.annotatorId)?.name ?? '';
  const claimant = claim.claimantId === null ? undefined : index.entities.get(claim.claimantId);
  const dates = appearances.flatMap(({ published }) => published ?? []).sort();
  return {
    '@type': 'ClaimReview',
    '@id': urn('claim', claim.id),
    url: urn('claim', claim.id),
    claimReviewed: claim.statement,
    datePublished: event.recordedAt.slice(0, 10),
    ...(reviewer !== '' && { author: { '@type': 'Person', name: reviewer } }),
    publisher: { '@type': 'Organization', name: head.project.name },
    itemReviewed: {
      '@type': 'Claim',
      ...(claimant && { author: buildClaimant(claimant) }),
      ...(dates[0] !== undefined && { datePublished: dates[0] }),
      appearance: appearances.map(({ json }) => json),
    },
    reviewRating: {
      '@type': 'Rating',
      alternateName: status?.name ?? event.status,
      ...(rating !== undefined && { ratingValue: rating, bestRating: 5, worstRating: 1 }),
      ...(event.reason !== '' && { ratingExplanation: event.reason }),
    },
  };
}

/** schema.org knows persons and organizations as authors. */
function buildClaimant({ type, name, externalIds }: Entity): JsonObject {
  const wikidata = externalIds['wikidata'];
  const sameAs = /^Q\d+$/.test(wikidata ?? '')
    ? { sameAs: `http://www.wikidata.org/entity/${wikidata}` }
    : {};
  return { '@type': type === 'person' ? 'Person' : 'Organization', name, ...sameAs };
}

function urn(kind: 'claim' | 'article', id: Id): string {
  return `urn:quotemark:${kind}:${encodeURIComponent(id)}`;
}

function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s<>"{}|\\^`]+$/i.test(url) && isSafeHref(url);
}
