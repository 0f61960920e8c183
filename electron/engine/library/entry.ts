import type { ArticleFeature } from '../../../shared/contract/article-features.ts';
import { articleStatuses, type Id } from '../../../shared/records/records.ts';
import type { ArticleFacts, OrderFacts } from '../../store/queries/library-facts.ts';
import { readTexts } from '../../store/row.ts';
import { readPairs } from '../../store/tables/summary.ts';
import { Vocabulary } from './vocabulary.ts';

/** Sums of marks that an entry has. */
type EntrySums = Pick<ArticleFacts, ArticleFeature>;

/** One article as the library looks at it. What few articles differ in is a number of `EntryWords`. */
export interface LibraryEntry extends EntrySums {
  readonly rowId: number;
  readonly id: Id;
  readonly textRowId: number;
  readonly isTrashed: boolean;
  readonly publisher: number;
  readonly published: number;
  readonly language: number;
  readonly tags: number;
  /** Who works on it and how far they are. */
  readonly people: number;
  /** Index in `articleStatuses` of the status to show. */
  readonly rank: number;
  /** Ids of claims as JSON until somebody asks. */
  claimIds: string | readonly Id[];
  /** What it is ordered by; null until that has been read. */
  keys: OrderKeys | null;
}

/** What an article is ordered by besides what it is filtered by. */
export interface OrderKeys {
  /** For ordering; see `fold`. */
  readonly title: string;
  readonly byline: number;
  readonly added: number;
  readonly updated: number;
}

const plain = /^[\0-\x7f]*$/;

/** A text for ordering: case and accents do not count. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Who works on an article, as this annotator sees it. */
interface People {
  /** Everybody with marks or a status. */
  readonly workers: readonly Id[];
  /** Index in `articleStatuses` of the status to show. */
  readonly rank: number;
  /** To whom it is assigned or who has a status for it. */
  readonly assigned: readonly Id[];
}

/** A text with what it is ordered by. */
interface Folded {
  readonly text: string;
  readonly key: string;
}

const toFolded = (text: string): Folded => ({ text, key: fold(text) });
const toPlain = (text: string): Folded => ({ text, key: text });

/** The texts of all entries. */
export class EntryWords {
  readonly publisher = new Vocabulary(toFolded);
  readonly published = new Vocabulary(toPlain);
  readonly language = new Vocabulary(toPlain);
  readonly byline = new Vocabulary(toFolded);
  readonly added = new Vocabulary(toPlain);
  readonly updated = new Vocabulary(toPlain);
  readonly tags = new Vocabulary((json) => {
    const list = readTexts({ tags: json }, 'tags');
    return { list, key: fold(list.join('\n')) };
  });
  readonly people: Vocabulary<People>;

  constructor(annotatorId: Id) {
    this.people = new Vocabulary((lines) => {
      const [annotators = '[]', given = '[]'] = lines.split('\n');
      const states = readPairs({ states: given }, 'states', String);
      const workers = [...readPairs({ annotators }, 'annotators', Number).keys()];
      return {
        workers: [...new Set([...workers, ...states.keys()])],
        rank: rankOf(states, annotatorId),
        assigned: [...states.keys()],
      };
    });
  }

  /** An article as an entry. */
  toEntry(facts: ArticleFacts): LibraryEntry {
    const people = this.people.codeOf(facts.people);
    return {
      rowId: facts.rowId,
      id: facts.id,
      textRowId: facts.textRowId,
      isTrashed: facts.isTrashed,
      publisher: this.publisher.codeOf(facts.publisher),
      published: this.published.codeOf(facts.published),
      language: this.language.codeOf(facts.language),
      tags: this.tags.codeOf(facts.tags),
      people,
      rank: this.people.valueOf(people).rank,
      quotations: facts.quotations,
      mentions: facts.mentions,
      claims: facts.claims,
      suggestions: facts.suggestions,
      doubt: facts.doubt,
      unplaced: facts.unplaced,
      comments: facts.comments,
      claimIds: facts.claimIds,
      keys: null,
    };
  }

  /** What an article is ordered by. */
  toKeys({ title, byline, addedAt, updatedAt }: OrderFacts): OrderKeys {
    return {
      title: fold(title),
      byline: this.byline.codeOf(byline),
      added: this.added.codeOf(addedAt),
      updated: this.updated.codeOf(updatedAt),
    };
  }
}

/** Claims that are marked in an article, each once. */
export function listClaimIds(entry: LibraryEntry): readonly Id[] {
  if (typeof entry.claimIds === 'string') {
    entry.claimIds = [...readPairs({ claim_ids: entry.claimIds }, 'claim_ids', Number).keys()];
  }
  return entry.claimIds;
}

/** Whether any claim is marked in an article. */
export function hasClaimIds({ claimIds }: LibraryEntry): boolean {
  return claimIds.length > 0 && claimIds !== '[]';
}

/** Index in `articleStatuses` of the status that this annotator sees: the own one if there is one, else the furthest of the others. */
export function rankOf(states: ReadonlyMap<Id, string>, annotatorId: Id): number {
  const own = states.get(annotatorId);
  const counted = own === undefined ? [...states.values()] : [own];
  const ranks: readonly string[] = articleStatuses;
  return Math.max(0, ...counted.map((status) => ranks.indexOf(status)));
}
