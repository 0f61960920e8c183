import { isAbbreviation } from '../../text/abbreviations.ts';
import { recogniseHeadLine } from './head-line.ts';
import { findFurniture, isCaption } from './page-furniture.ts';

const terminal = /[.!?…。！？؟]["'”’»“)\]]*$|\)$/u;

/** A paragraph of an article's body: long enough and a sentence, and none of what stands around a body. */
export function isBody(text: string): boolean {
  if (isCaption(text) || findFurniture(text) !== null || recogniseHeadLine(text) !== null)
    return false;
  const isDense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]/u.test(text);
  const scale = isDense ? 0.4 : 1;
  if (text.length >= 300 * scale) return true;
  return (
    terminal.test(text) && text.length >= (/[?!？！؟]["'”’»]*$/u.test(text) ? 120 : 50) * scale
  );
}

/** Whether a line has the shape of a headline: more than a word, no longer than given, and no sentence's full stop. */
export function isHeadingLike(text: string, maxLength: number): boolean {
  const isDense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Thai}]/u.test(text);
  const isLong = isDense ? text.length >= 5 : text.length >= 8 && /\S\s+\S/u.test(text);
  if (!isLong || text.length > maxLength || /[,;:،]$/u.test(text)) return false;
  const last = /\S+$/u.exec(text)?.[0] ?? '';
  return !/[.。۔]["'”’»)]*$/u.test(text) || isAbbreviation(last) || /…$|\.\.\.$/.test(text);
}
