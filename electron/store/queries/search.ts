import { join, sql, type Sql } from '../sql.ts';

/** Limits of a query, from the threat model. */
const maxTerms = 32;
/** Shorter last words are not completed: too many words begin with one letter. */
const minPrefix = 2;
const minTrigram = 3;
/** Scripts that put no spaces between words: a full-text index by words cannot find a word in them. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * Conditions on `article a` with its current `revision r` for a query as a person types it: every word must occur in title, byline, publisher or the
 * current text; the last one may be the beginning of a word; a part of a title will do.
 */
export function matchWords(query: string): Sql[] {
  const terms = query.split(/\s+/).filter((term) => /[\p{L}\p{N}]/u.test(term));
  return terms.slice(0, maxTerms).map((term, i) => matchTerm(term, i === terms.length - 1));
}

function matchTerm(term: string, isLast: boolean): Sql {
  const quoted = quoteTerm(term);
  const phrase = isLast && term.length >= minPrefix ? `${quoted}*` : quoted;
  const ways = [
    sql`a.row_id IN (SELECT rowid FROM article_fts WHERE article_fts MATCH ${phrase})`,
    sql`r.row_id IN (SELECT rowid FROM revision_fts WHERE revision_fts MATCH ${phrase})`,
  ];
  if (Array.from(term).length >= minTrigram) {
    ways.push(
      sql`a.row_id IN (SELECT rowid FROM title_trigram WHERE title_trigram MATCH ${quoted})`,
    );
  }
  if (unspaced.test(term)) {
    ways.push(sql`instr(a.title, ${term}) > 0`);
    ways.push(sql`instr(r.text, ${term}) > 0`);
  }
  return sql`(${join(ways, ' OR ')})`;
}

/** A term in FTS5's own quotation marks, so that nothing in it is an operator. */
function quoteTerm(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
