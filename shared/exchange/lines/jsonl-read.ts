import { compareSegments } from '../../formats/dataset.ts';
import { formatPath } from '../../formats/json/json-text.ts';
import type { ExportAnnotation } from '../../formats/json/quotemark-schema.ts';
import type { Segment } from '../../records/records.ts';
import {
  buildOffsetMap,
  bytes,
  codePoints,
  sliceSpan,
  utf16,
  type CodePointOffset,
  type OffsetMap,
} from '../../text/offsets.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { chosenUnits, type ChosenUnit, type SourceFile } from '../core/exchange-format.ts';
import { badLine, parseLines } from '../core/json-lines.ts';
import { lineSchema, unitNames, type Line } from './jsonl-line.ts';

/** The articles of some files, line by line. @throws Refusal `bad_input` naming file and line. */
export function* readJsonl(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  for (const file of files) {
    for (const { value, place } of parseLines(file)) {
      const parsed = lineSchema.safeParse(value);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const where = issue ? `${formatPath(issue.path) || 'the article'}: ${issue.message}` : '';
        throw badLine(file, place, where);
      }
      yield readLine(parsed.data, (reason) => badLine(file, place, reason), place);
    }
  }
}

function readLine(line: Line, bad: (reason: string) => Error, place: string): AnnotatedArticle {
  const names = {
    annotators: new Map(line.annotators.map(({ id, name }) => [id, name])),
    entities: new Map(line.entities.map(({ id, name }) => [id, name])),
    claims: new Map(line.claims.map((claim) => [claim.id, claim])),
  };
  const text = line.text ?? null;
  const map = text === null ? null : buildOffsetMap(text);
  const unit = chosenUnits.find((name) => unitNames[name] === line.offset_unit) ?? 'code point';
  const { byline, publisher, url, published, language, tags } = line;
  return {
    id: line.id,
    title: line.title,
    text,
    marks: line.annotations.map((annotation): AnnotatedMark => {
      const link = annotation.layer === 'quotation' ? annotation.speaker : annotation.entity;
      const claim = names.claims.get(annotation.claim ?? '');
      return {
        id: annotation.id,
        layer: annotation.layer,
        label: annotation.label,
        segments: readSegments(annotation, { text, map, unit }, bad),
        attributes: annotation.attributes,
        note: annotation.note,
        doubt: annotation.doubt,
        state: annotation.state,
        annotator: names.annotators.get(annotation.annotator) ?? null,
        entity: names.entities.get(link ?? '') ?? null,
        claim: claim?.statement ?? null,
        status: claim?.status ?? null,
      };
    }),
    metadata: {
      ...(byline !== '' && { byline }),
      ...(publisher !== '' && { publisher }),
      ...(url !== '' && { url }),
      ...(published !== null && { published }),
      ...(language !== '' && { language }),
      ...(tags.length > 0 && { tags }),
    },
    place,
  };
}

/** What positions of a line stand in. */
interface CountedText {
  readonly text: string | null;
  readonly map: OffsetMap | null;
  readonly unit: ChosenUnit;
}

/** Segments whose words stand where they say, in code points; as they were counted when there is no text. */
function readSegments(
  { id, segments }: Pick<ExportAnnotation, 'id' | 'segments'>,
  { text, map, unit }: CountedText,
  bad: (reason: string) => Error,
): Segment[] {
  return segments
    .map(({ role, start, end, exact }): Segment => {
      if (text === null || map === null) {
        if (start >= end) throw bad(`the mark ${id} lies at ${start} to ${end}, which is nowhere.`);
        return { role, start: codePoints(start), end: codePoints(end), exact };
      }
      const [from, to] = [toCodePoints(start, map, unit), toCodePoints(end, map, unit)];
      if (start >= end || from === null || to === null) {
        throw bad(`the mark ${id} lies at ${start} to ${end}, outside of the text.`);
      }
      const span = { start: from, end: to };
      if (sliceSpan(text, span, map) !== exact) {
        throw bad(`the mark ${id} does not cover “${exact}” at ${start} to ${end}.`);
      }
      return { role, ...span, exact };
    })
    .sort(compareSegments);
}

/** null outside of the text and inside of a character. */
function toCodePoints(offset: number, map: OffsetMap, unit: ChosenUnit): CodePointOffset | null {
  try {
    if (unit === 'utf-16') return map.toCodePoint(utf16(offset));
    if (unit === 'byte') return map.fromByte(bytes(offset));
    return offset <= map.lengthCodePoints ? codePoints(offset) : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
