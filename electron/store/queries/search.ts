import type { ReadDb } from '../connection.ts';
import { sql, type Sql } from '../sql.ts';

/** Limits of a query, from the threat model. */
const maxTerms = 32;
/** Shorter last words are not completed: too many words begin with one letter. */
const minPrefix = 2;
const minTrigram = 3;
/** Scripts that put no spaces between words: a full-text index by words cannot find a word in them. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Where one word of a query occurs: rows of articles (title, byline, publisher) and rows of revisions (text). */
export interface WordRows {
  readonly articles: ReadonlySet<number>;
  readonly revisions: ReadonlySet<number>;
}

/**
 * Where the words of a query occur as a person types it: every word must occur in title, byline, publisher or the current text,
 * so an article or its current revision must be in each entry; the last word may be the beginning of one; a part of a title
 * will do. Empty when the query has no words.
 */
export function listWordRows(db: ReadDb, query: string): WordRows[] {
  const terms = query.split(/\s+/).filter((term) => /[\p{L}\p{N}]/u.test(term));
  return terms.slice(0, maxTerms).map((term, i) => findTerm(db, term, i === terms.length - 1));
}

function findTerm(db: ReadDb, term: string, isLast: boolean): WordRows {
  const quoted = quoteTerm(term);
  const phrase = isLast && term.length >= minPrefix ? `${quoted}*` : quoted;
  const inArticles = [
    sql`SELECT rowid AS row_id FROM article_fts WHERE article_fts MATCH ${phrase}`,
  ];
  const inTexts = [
    sql`SELECT rowid AS row_id FROM revision_fts WHERE revision_fts MATCH ${phrase}`,
  ];
  if (Array.from(term).length >= minTrigram) {
    inArticles.push(
      sql`SELECT rowid AS row_id FROM title_trigram WHERE title_trigram MATCH ${quoted}`,
    );
  }
  if (unspaced.test(term)) {
    inArticles.push(sql`SELECT row_id FROM article WHERE instr(title, ${term}) > 0`);
    inTexts.push(sql`SELECT row_id FROM revision WHERE instr(text, ${term}) > 0`);
  }
  const rowsOf = (ways: readonly Sql[]) => new Set(ways.flatMap((way) => db.numbers(way)));
  return { articles: rowsOf(inArticles), revisions: rowsOf(inTexts) };
}

/** A term in FTS5's own quotation marks, so that nothing in it is an operator. */
function quoteTerm(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
