import type { Id } from '../../../shared/records/records.ts';
import type { SearchHit, SearchScope } from '../../../shared/search/hit.ts';
import { cutKwic } from '../../../shared/search/kwic.ts';
import { evaluateQuery, type Stretch } from '../../../shared/search/match.ts';
import type { QueryNode } from '../../../shared/search/query.ts';
import { foldText } from '../../../shared/search/words.ts';
import {
  buildOffsetMap,
  buildSpan,
  codePoints,
  utf16,
  type OffsetMap,
} from '../../../shared/text/offsets.ts';
import type { Candidate, MarkPiece } from '../../store/queries/find.ts';
import type { SearchFilters } from './filters.ts';
import type { LeafHits } from './leaf-finder.ts';

/** A hit before it is counted. */
export type FoundHit = Omit<SearchHit, 'number'>;

/** What is looked for in each article. */
export interface ArticleQuestion {
  readonly scope: SearchScope;
  readonly root: QueryNode | null;
  readonly filters: SearchFilters;
  /** Members of the cast or claims that the query has found by name, with that name: all of a query without words. Empty in other scopes. */
  readonly named: ReadonlyMap<Id, string>;
  readonly nameOf: (entityId: Id) => string;
}

/** An article with its text and the marks on it. */
export interface ArticleToSearch {
  readonly candidate: Candidate;
  readonly text: string;
  readonly pieces: readonly MarkPiece[];
}

/** A mark with its own fragments in UTF-16 units. */
interface Mark {
  readonly piece: MarkPiece;
  readonly stretches: readonly Stretch[];
}

/** Hits of one article, in the order of its text. */
export function findArticleHits(
  question: ArticleQuestion,
  { candidate, text, pieces }: ArticleToSearch,
  leafHits: LeafHits,
): FoundHit[] {
  const current = pieces.filter(({ revision }) => revision === candidate.revision);
  const needsMap = current.length > 0;
  const map = needsMap ? buildOffsetMap(text) : null;
  const marks = map ? listMarks(current, map) : [];
  const quotations = marks.filter(({ piece }) => piece.layer === 'quotation');
  const claims = marks.filter(({ piece }) => piece.layer === 'claim');
  const found = listStretches(question, text, marks, leafHits);
  if (found.length === 0) return [];
  const offsets = map ?? buildOffsetMap(text);
  const hits: FoundHit[] = [];
  for (const { stretch, mark } of found) {
    const quotation = mark?.piece.layer === 'quotation' ? mark : findAround(quotations, stretch);
    const claim = mark?.piece.layer === 'claim' ? mark : findAround(claims, stretch);
    const typed = question.scope === 'entities' ? mark : quotation;
    if (!passes(question.filters, { quotation, claim, typed })) continue;
    const speakerId = quotation?.piece.speakerId ?? null;
    hits.push({
      articleId: candidate.articleId,
      revision: candidate.revision,
      title: candidate.title,
      publisher: candidate.publisher,
      published: candidate.published,
      span: buildSpan(
        offsets.toCodePoint(utf16(stretch[0])),
        offsets.toCodePoint(utf16(stretch[1])),
      ),
      ...cutKwic(text, stretch),
      markId: mark?.piece.markId ?? null,
      layer: mark?.piece.layer ?? '',
      speakerId,
      speaker: speakerId === null ? '' : question.nameOf(speakerId),
      quotationType: quotation?.piece.label ?? null,
      about: question.named.get(mark?.piece.entityId ?? mark?.piece.claimId ?? '') ?? '',
    });
  }
  return hits;
}

function listMarks(pieces: readonly MarkPiece[], map: OffsetMap): Mark[] {
  const marks = new Map<Id, { piece: MarkPiece; stretches: Stretch[] }>();
  for (const piece of pieces) {
    const mark = marks.get(piece.markId) ?? { piece, stretches: [] };
    marks.set(piece.markId, mark);
    mark.stretches.push([map.toUtf16(codePoints(piece.start)), map.toUtf16(codePoints(piece.end))]);
  }
  return [...marks.values()];
}

interface Found {
  readonly stretch: Stretch;
  /** The mark that the hit is or lies in; null for words of the text. */
  readonly mark: Mark | null;
}

/** Where the query hits, by its scope. */
function listStretches(
  { scope, root, named }: ArticleQuestion,
  text: string,
  marks: readonly Mark[],
  leafHits: LeafHits,
): Found[] {
  if (scope === 'text') {
    const hits = root && evaluateQuery(root, (leaf) => leafHits[leaf] ?? []);
    return (hits ?? []).map((stretch) => ({ stretch, mark: null }));
  }
  const found: Found[] = [];
  for (const mark of marks) {
    const { piece, stretches } = mark;
    const [first] = stretches;
    if (!first) continue;
    if (scope === 'quotations' && piece.layer === 'quotation') {
      const hits = root
        ? evaluateQuery(root, (leaf) => within(leafHits[leaf] ?? [], stretches))
        : [first];
      for (const stretch of hits ?? []) found.push({ stretch, mark });
    }
    const linked =
      scope === 'entities' ? piece.entityId : scope === 'claims' ? piece.claimId : null;
    if (linked !== null && named.has(linked)) found.push({ stretch: first, mark });
  }
  return found.toSorted((left, right) => left.stretch[0] - right.stretch[0]);
}

function within(hits: readonly Stretch[], stretches: readonly Stretch[]): readonly Stretch[] {
  return hits.filter(([start, end]) =>
    stretches.some(([first, last]) => first <= start && end <= last),
  );
}

/** The smallest mark around a stretch; null when there is none. */
function findAround(marks: readonly Mark[], [start, end]: Stretch): Mark | null {
  let best: { mark: Mark; length: number } | null = null;
  for (const mark of marks) {
    for (const [first, last] of mark.stretches) {
      if (first > start || end > last) continue;
      if (!best || last - first < best.length) best = { mark, length: last - first };
    }
  }
  return best?.mark ?? null;
}

/** Marks that a hit is or lies in. */
interface Around {
  readonly quotation: Mark | null;
  readonly claim: Mark | null;
  /** The one whose label is the type. */
  readonly typed: Mark | null;
}

function passes(filters: SearchFilters, { quotation, claim, typed }: Around): boolean {
  const { speakers, types, claims, cues } = filters;
  const cue = foldText(quotation?.piece.cue ?? '');
  return (
    (!speakers || speakers.has(quotation?.piece.speakerId ?? '')) &&
    (!types || types.has(typed?.piece.label ?? '')) &&
    (!claims || claims.has(claim?.piece.claimId ?? '')) &&
    (!cues || cues.some((words) => cue.includes(words)))
  );
}
