import { cutKwic } from '../../../shared/search/kwic.ts';
import { evaluateQuery } from '../../../shared/search/match.ts';
import type { QueryNode } from '../../../shared/search/query.ts';
import type { ReadDb } from '../../store/connection.ts';
import {
  findMarkPlace,
  findRevisionRow,
  listCandidates,
  listMarkNotes,
  listNotes,
  type Candidate,
  type Note,
} from '../../store/queries/find.ts';
import { findRecord } from '../../store/repository.ts';
import type { FoundHit } from './article-hits.ts';
import type { SearchFilters } from './filters.ts';
import type { FindLeaves } from './leaf-finder.ts';

/** Rows of the table of marks that are looked through at a time. */
const notesAtOnce = 20_000;

/** All notes and comments, some at a time. */
export function* listNotesInTurns(db: ReadDb): Generator<readonly Note[]> {
  yield listNotes(db);
  for (let after = 0; ; after += notesAtOnce) {
    const notes = listMarkNotes(db, { after, count: notesAtOnce });
    if (!notes) return;
    yield notes;
  }
}

/** Hits in some notes. The context of a hit is that of the note. */
export function findNoteHits(
  db: ReadDb,
  { root, filters }: { readonly root: QueryNode; readonly filters: SearchFilters },
  notes: readonly Note[],
  findLeaves: FindLeaves,
): FoundHit[] {
  const leafHits = findLeaves(notes.map(({ text }) => text));
  return notes.flatMap((note, i) => {
    const stretches = evaluateQuery(root, (leaf) => leafHits[i]?.[leaf] ?? []);
    const place = stretches && stretches.length > 0 ? findPlace(db, note) : null;
    if (!stretches || !place || !takesPlace(filters, place.candidate)) return [];
    const { candidate, ...rest } = place;
    return stretches.map((stretch): FoundHit => ({
      articleId: candidate?.articleId ?? null,
      revision: candidate?.revision ?? 0,
      title: candidate?.title ?? '',
      publisher: candidate?.publisher ?? '',
      published: candidate?.published ?? null,
      span: null,
      ...cutKwic(note.text, stretch),
      ...rest,
      speakerId: null,
      speaker: '',
      quotationType: null,
    }));
  });
}

function takesPlace({ takesArticle, hasArticle }: SearchFilters, article: Candidate | null) {
  return article ? takesArticle(article) : !hasArticle;
}

interface Place {
  readonly candidate: Candidate | null;
  readonly markId: string | null;
  readonly layer: string;
  readonly about: string;
}

/** What a note is on; null when that is gone or in the trash. */
function findPlace(db: ReadDb, { on, targetId, isComment }: Note): Place | null {
  const what = isComment ? 'Comment' : 'Note';
  if (on === 'annotation' || on === 'article') {
    const mark = on === 'annotation' ? findMarkPlace(db, targetId) : null;
    const articleId = on === 'article' ? targetId : mark?.articleId;
    const row = articleId === undefined ? null : findRevisionRow(db, articleId);
    const [candidate] = row === null ? [] : listCandidates(db, [row]);
    if (!candidate) return null;
    const markId = mark ? targetId : null;
    const about = mark ? `${what} on a mark` : `${what} on the article`;
    return { candidate, markId, layer: mark?.layer ?? '', about };
  }
  const none = { candidate: null, markId: null, layer: '' };
  if (on === 'entity') {
    const entity = findRecord(db, 'entity', targetId);
    return entity && { ...none, about: `${what} on ${entity.name}` };
  }
  if (on === 'claim') {
    const claim = findRecord(db, 'claim', targetId);
    return claim && { ...none, about: `${what} on the claim “${claim.statement}”` };
  }
  return { ...none, about: what };
}
