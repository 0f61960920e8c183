import { findAgency, looksLikePublisher } from './agencies.ts';
import type { DropReason, Finding } from './article-metadata.ts';
import { findNewsDate } from './news-date.ts';

/** A line of the head of an article that gives metadata and is no part of the article's text. */
export interface HeadLine {
  readonly reason: DropReason;
  readonly findings: readonly Finding[];
  readonly isAmbiguousDate: boolean;
}

/**
 * Recognise a date line («Published 3 March 2025 at 09:15 GMT»), a byline («By Jane Doe and John Roe, Reuters»), both in
 * one line, an agency alone, or an address alone.
 *
 * @returns null for everything else, and for any line in which something is left that is none of these.
 */
export function recogniseHeadLine(line: string): HeadLine | null {
  if (line.length > 200) return null;
  if (/^(?:https?:\/\/|www\.)\S+$/iu.test(line)) {
    return headLine('address', [
      { field: 'url', value: line, confidence: 'medium', why: 'address alone in a line' },
    ]);
  }
  return recogniseDateLine(line) ?? recogniseByline(line);
}

/** Whether a line is two to four capitalised words and nothing else: a person's name, where the place speaks for it. */
export function looksLikePersonName(line: string): boolean {
  const words = line.split(/\s+/);
  return (
    words.length >= 2 && words.length <= 4 && isName(line) && /\p{Ll}|^[\p{Lu} .'-]+$/u.test(line)
  );
}

/** Whether a line is the name of a paper or agency and nothing else but a place: «BBC News, Little Marsh». */
export function looksLikePublisherLine(line: string): boolean {
  const [name = '', ...places] = line.split(/,\s+/);
  return (
    looksLikePublisher(name) &&
    name.split(/\s+/).length <= 4 &&
    places.length <= 1 &&
    [name, ...places].every(isName)
  );
}

/** Who wrote it and for whom, from the value of a byline; null when it holds anything but names, agencies and roles. */
export function parseByline(
  value: string,
): { readonly byline: string; readonly publisher: string } | null {
  const parts = value.split(
    /\s*(?:[|·•,;/]|\s[-–—]\s|\s(?:and|und|et|y|e|og|och|en|with|mit|avec|for|für|pour)\s|&)\s*/u,
  );
  let first = -1;
  let last = -1;
  let at = 0;
  let publisher = '';
  for (const part of parts) {
    if (part === '') continue;
    const start = value.indexOf(part, at);
    at = start + part.length;
    const person = part.replace(/\s+(?:in|at|aus|à|en)\s+\p{Lu}[\p{L} .'-]*$/u, '');
    if (looksLikePublisher(part)) publisher ||= findAgency(part) ?? part;
    else if (role.test(part)) continue;
    else if (isName(person)) {
      if (first === -1) first = start;
      last = start + person.length;
    } else return null;
  }
  if (first === -1) return publisher === '' ? null : { byline: publisher, publisher };
  return { byline: value.slice(first, last), publisher };
}

const dateLabels =
  /(?<![\p{L}\p{M}])(?:(?:first )?published|(?:last )?(?:updated|modified|edited)|posted|created|issued|released|date|time|input|veröffentlicht|erschienen|aktualisiert|stand|erstellt|publié|mis à jour|modifié|publicado|actualizado|pubblicato|aggiornato|gepubliceerd|on|at|am|um|vom|den|le|el|il|uhr|تاريخ النشر|نُشر|نشر|نشرت|آخر تحديث|في|بتاريخ|פורסם|עודכן|בתאריך|בשעה|תאריך)(?![\p{L}\p{M}])/giu;
const weekdays =
  /(?<![\p{L}\p{M}])(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?(?![\p{L}\p{M}])|(?<![\p{L}\p{M}])(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|السبت|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|יום [אבגדהוש]['׳]|יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי))(?![\p{L}\p{M}])|[月火水木金土日]曜日?/giu;
const isUpdate =
  /updated|modified|edited|aktualisiert|mis à jour|modifié|actualizado|aggiornato|تحديث|עודכן/iu;
const bylineLead =
  /^(?:(?:written|reported|story|words|text|report)\s+by|by|von|par|por|di|door|av|af|propos recueillis par|ein(?:e)? \p{L}+ von|بقلم|كتبت?|تقرير|إعداد|מאת)\s*:?\s+(?=\S)|^(?:by|author|authors|autor|autorin|auteur|text|texte|words|byline|الكاتب|כותב|תגית מאת)\s*[:：]\s*/iu;
const role =
  /^(?:(?:in|at|aus|à|en|from)\s+\p{Lu}[\p{L} .'-]*|.*(?<!\p{L})(?:correspondent|editor|reporter|writer|staff|columnist|contributor|bureau chief|desk|korrespondent(?:in)?|redaktion|redakteur(?:in)?|journaliste|envoyée? spéciale?|correspondante?|redacción|مراسل|مراسلنا|כתב|כתבת|כתבנו)(?!\p{L}).*)$/iu;
const nameParticles = new Set(
  'of de del della di da dos do du la le las los van von der den ter bin ibn al el y e zu af av'.split(
    ' ',
  ),
);

function recogniseDateLine(line: string): HeadLine | null {
  const findings: Finding[] = [];
  let rest = line;
  let isAmbiguousDate = false;
  for (let count = 0; count < 3; count++) {
    const found = findNewsDate(rest);
    if (found === null) break;
    const isLater = isUpdate.test(rest.slice(0, found.start)) || count > 0;
    isAmbiguousDate ||= found.isAmbiguous;
    findings.push({
      field: 'published',
      value: found.date,
      confidence: found.isAmbiguous ? 'low' : isLater ? 'medium' : 'high',
      why: isLater ? 'date line (updated)' : 'date line',
    });
    rest = `${rest.slice(0, found.start)} | ${rest.slice(found.end)}`;
  }
  if (findings.length === 0) return null;
  const bare = rest
    .replace(/\d{1,3}[ -]min(?:ute)?s?(?: read)?/giu, ' ')
    .replace(/\(?(?<!\p{L})(?:UTC|GMT|KST|CST|IST|ET|PT|CT|MT)(?!\p{L})(?:[+-]\d{1,2})?\)?/gu, ' ')
    .replace(/\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?/giu, ' ');
  const left = tidy(bare.replace(weekdays, ' ').replace(dateLabels, ' '));
  if (left === '') return headLine('date', findings, isAmbiguousDate);
  // Not `left`: a label such as «on» or «le» may be part of a name.
  const author =
    recogniseByline(tidy(bare.replace(weekdays, ' '))) ??
    recogniseByline(left) ??
    recogniseName(left);
  if (author === null) return null;
  return headLine('date', [...findings, ...author.findings], isAmbiguousDate);
}

function recogniseByline(line: string): HeadLine | null {
  const agency = findAgency(line.replace(/^[\s(–—-]+|[\s)–—-]+$/gu, ''));
  if (agency !== null && !line.startsWith('('))
    return bylineOf({ byline: '', publisher: agency }, 'agency alone in a line');
  const lead = bylineLead.exec(line)?.[0];
  const value = lead === undefined ? line : line.slice(lead.length);
  const author = parseByline(value.trim());
  if (author === null) return null;
  if (lead !== undefined) return bylineOf(author, 'byline');
  // Without a «By», only a name with an agency or publication after a separator is a byline.
  const isSeparated =
    /\s[|·•–—-]\s|,\s|\//u.test(line) &&
    author.publisher !== '' &&
    author.byline !== author.publisher;
  const isWhole = looksLikePersonName(author.byline) && line.startsWith(author.byline);
  return isSeparated && isWhole ? bylineOf(author, 'name and agency') : null;
}

function recogniseName(line: string): HeadLine | null {
  return looksLikePersonName(line)
    ? bylineOf({ byline: line, publisher: '' }, 'name in the date line')
    : null;
}

function bylineOf(
  author: { readonly byline: string; readonly publisher: string },
  why: string,
): HeadLine {
  const confidence = why === 'byline' ? 'high' : 'medium';
  const findings: Finding[] = [];
  if (author.byline !== '')
    findings.push({ field: 'byline', value: author.byline, confidence, why });
  if (author.publisher !== '') {
    findings.push({ field: 'publisher', value: author.publisher, confidence: 'medium', why });
  }
  return headLine('byline', findings);
}

function headLine(
  reason: DropReason,
  findings: readonly Finding[],
  isAmbiguousDate = false,
): HeadLine {
  return { reason, findings, isAmbiguousDate };
}

/** One to five words, each capitalised, a particle, or of a script without capitals; no digits or other marks. */
function isName(text: string): boolean {
  const words = text.split(/\s+/);
  if (
    words.length > 5 ||
    !/^[\p{L}\p{M}.'’\s-]+$/u.test(text) ||
    /[^.\s]{3,}\.$/u.test(text.replace(/Jr\.|Sr\./, ''))
  )
    return false;
  return (
    words.every(
      (word) =>
        /^[\p{Lu}\p{Lt}\p{Lo}]|^(?:al|el|d|l|o)[-'’]\p{Lu}/u.test(word) || nameParticles.has(word),
    ) && !nameParticles.has(words.at(-1) ?? '')
  );
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[\s|,:;·•/()–—-]+|[\s|,:;·•/()–—-]+$/gu, '');
}
