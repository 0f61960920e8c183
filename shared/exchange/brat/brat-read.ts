import { compareSegments } from '../../formats/dataset.ts';
import type { Segment, SegmentRole } from '../../records/records.ts';
import { buildOffsetMap, codePoints, sliceSpan } from '../../text/offsets.ts';
import type { JsonValue } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { groupFiles, headEnding, readHead, titleOfFile } from '../core/article-head.ts';
import { parseBratLines, type BratEvent, type BratLines, type BratSpan } from './brat-lines.ts';
import { decodeName, decodeType, decodeValue } from './brat-names.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { noteUnit, placeSpans, toLf, type CountedUnit } from '../core/offset-unit.ts';
import { decodeExact, decodeSource } from '../core/source-text.ts';

const annotationEndings = ['.ann', '.a1', '.a2'];

/**
 * Articles of a brat folder, ours or another program's. An event with a role `Content` is a quotation, as in PolNeAR; other
 * events are marks of their trigger. Relations become attributes of their first argument.
 */
export function* readBrat(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  const groups = groupFiles(files, ['.txt', ...annotationEndings, headEnding]);
  let count = 0;
  for (const [stem, group] of groups) {
    const annotations = annotationEndings.flatMap((ending) => group.get(ending) ?? []);
    const textFile = group.get('.txt');
    if (annotations.length === 0 && textFile === undefined) continue;
    count += 1;
    const head = readHead(group.get(headEnding));
    const decode = head === null ? decodeSource : decodeExact;
    const raw = textFile === undefined ? null : decode(textFile);
    const lines = parseBratLines(annotations.map((file) => ({ file, text: decode(file) })));
    const placed = placeAll(lines, raw);
    yield {
      id: head?.id ?? null,
      title: head?.title ?? titleOfFile(stem),
      text: placed.text,
      marks: buildMarks(lines, placed),
      metadata: head?.metadata ?? {},
      place: (annotations[0] ?? textFile)?.name ?? stem,
      ...(placed.unit !== null && noteUnit({ unit: placed.unit }, 'code point')),
    };
  }
  const isEmpty = files.some(({ name }) => titleOfFile(name) === 'annotation.conf');
  if (count === 0 && !isEmpty) {
    throw new Refusal('bad_input', 'There is no file of brat here: neither .ann nor .txt.');
  }
}

/** A piece of the text in code points. */
type Piece = Omit<Segment, 'role'>;

interface Placed {
  /** null when the file of the text is missing. */
  readonly text: string | null;
  /** What positions are counted in; null without the text. */
  readonly unit: CountedUnit | null;
  /** By id of the text-bound annotation. */
  readonly pieces: ReadonlyMap<string, readonly Piece[]>;
}

function placeAll({ spans, details }: BratLines, raw: string | null): Placed {
  const all = [...spans.values()];
  if (raw === null) return { text: null, unit: null, pieces: new Map(all.map(splitBlind)) };
  const slice = createSlice(toLf(raw));
  const given = all.flatMap((span) => splitWords(span, slice));
  const { text, unit, spans: found } = placeSpans(raw, given, 'code point');
  let next = 0;
  const pieces = new Map(
    all.map((span) => {
      const own = found.slice(next, next + span.pieces.length);
      next += span.pieces.length;
      return [span.id, own as readonly Piece[]] as const;
    }),
  );
  const map = buildOffsetMap(text);
  for (const { kind, name, target, value, place } of details) {
    const isOurs = kind === 'attribute' && name === 'Segments' && /^[\d;-]+$/.test(value ?? '');
    if (!isOurs) continue;
    const segments = (value ?? '').split(';').map((pair): Piece => {
      const [start = 0, end = 0] = pair.split('-').map(Number);
      if (!(start < end && end <= map.lengthCodePoints)) {
        throw new Refusal('bad_input', `${place}: The segment ${pair} does not lie in the text.`);
      }
      const span = { start: codePoints(start), end: codePoints(end) };
      return { ...span, exact: sliceSpan(text, span, map) };
    });
    pieces.set(target, segments);
  }
  return { text, unit, pieces };
}

/** Pieces of a span with the words of each, by their lengths in code points or in UTF-16 units. */
function splitWords(span: BratSpan, slice: Slice) {
  const { pieces, words, place } = span;
  const characters = [...words];
  const length = pieces.reduce((sum, { start, end }) => sum + end - start, pieces.length - 1);
  const units: readonly string[] = length === characters.length ? characters : words.split('');
  const isKnown = pieces.length === 1 || (length === units.length && isJoined(pieces, units));
  if (!isKnown) {
    throw new Refusal(
      'bad_input',
      `${place}: The text of ${span.id} is not that of its pieces, joined by one space each.`,
    );
  }
  let from = 0;
  return pieces.map(({ start, end }) => {
    const exact = pieces.length === 1 ? words : units.slice(from, from + end - start).join('');
    from += end - start + 1;
    return { start, end, exact: withLineEnds(exact, slice(start, end)), place };
  });
}

/** Whether a space stands between the texts of the pieces. */
function isJoined(pieces: BratSpan['pieces'], units: readonly string[]): boolean {
  let border = -1;
  return pieces.slice(0, -1).every(({ start, end }) => {
    border += end - start + 1;
    return units[border] === ' ';
  });
}

/** Some programs write a line end inside a piece as a space: the words are then those of the text. */
function withLineEnds(exact: string, found: string | null): string {
  const isSame = found !== null && found.replace(/\s/g, ' ') === exact.replace(/\s/g, ' ');
  return isSame ? found : exact;
}

/** Words of a text between two places in code points; null when they leave it. */
type Slice = (start: number, end: number) => string | null;

function createSlice(text: string): Slice {
  const map = buildOffsetMap(text);
  return (start, end) => {
    if (end > map.lengthCodePoints) return null;
    return sliceSpan(text, { start: codePoints(start), end: codePoints(end) }, map);
  };
}

function splitBlind(span: BratSpan): readonly [string, readonly Piece[]] {
  const characters = [...span.words];
  let from = 0;
  const pieces = span.pieces.map(({ start, end }): Piece => {
    const exact = characters.slice(from, from + end - start).join('');
    from += end - start + 1;
    return { start: codePoints(start), end: codePoints(end), exact };
  });
  if (from - 1 !== characters.length || !isJoined(span.pieces, characters)) {
    throw new Refusal(
      'bad_input',
      `${span.place}: The text of ${span.id} is not that of its pieces, joined by one space each.`,
    );
  }
  return [span.id, pieces];
}

/** What stands about one annotation. */
interface Details {
  readonly attributes: Map<string, JsonValue>;
  readonly notes: { readonly type: string; readonly text: string }[];
  reference: string | null;
}

function collectDetails({ details }: BratLines): ReadonlyMap<string, Details> {
  const all = new Map<string, Details>();
  for (const { kind, name, target, value } of details) {
    const own: Details = all.get(target) ?? { attributes: new Map(), notes: [], reference: null };
    all.set(target, own);
    if (kind === 'note') own.notes.push({ type: name, text: value ?? '' });
    else if (kind === 'reference') own.reference = value;
    else own.attributes.set(name, value ?? true);
  }
  return all;
}

/** In the order of the text-bound annotations in the file. */
function buildMarks(lines: BratLines, placed: Placed): AnnotatedMark[] {
  const details = collectDetails(lines);
  const triggers = new Map<string, BratEvent[]>();
  const parts = new Set<string>();
  for (const event of lines.events) {
    triggers.set(event.trigger, [...(triggers.get(event.trigger) ?? []), event]);
    const isOurs = details.get(event.id)?.attributes.has('Id') ?? false;
    if (isOurs || isFrame(event)) for (const { target } of event.roles) parts.add(target);
  }
  const marks: AnnotatedMark[] = [];
  for (const span of lines.spans.values()) {
    const events = triggers.get(span.id) ?? [];
    for (const event of events) {
      marks.push(buildMark(span, event, segmentsOf(event, placed, details), details.get(event.id)));
    }
    if (events.length === 0 && !parts.has(span.id)) {
      const segments = piecesOf(placed, span.id, 'span');
      marks.push(buildMark(span, null, segments, details.get(span.id)));
    }
  }
  return marks;
}

const roleNames: Readonly<Record<string, SegmentRole>> = {
  content: 'content',
  source: 'source',
  cue: 'cue',
  addressee: 'addressee',
};

function roleOf(name: string): SegmentRole | null {
  return roleNames[name.toLowerCase().replace(/\d+$/, '')] ?? null;
}

/** Whether an event is a quotation with its parts. */
function isFrame({ roles }: BratEvent): boolean {
  return roles.some(({ name }) => roleOf(name) === 'content');
}

function segmentsOf(
  event: BratEvent,
  placed: Placed,
  details: ReadonlyMap<string, Details>,
): Segment[] {
  const isOurs = details.get(event.id)?.attributes.has('Id') ?? false;
  if (!isOurs && !isFrame(event)) return piecesOf(placed, event.trigger, 'span');
  return [
    ...(isOurs ? piecesOf(placed, event.trigger, 'content') : []),
    ...event.roles.flatMap(({ name, target }) => {
      const role = roleOf(name);
      return role === null ? [] : piecesOf(placed, target, role);
    }),
  ].sort(compareSegments);
}

function piecesOf({ pieces }: Placed, id: string, role: SegmentRole): Segment[] {
  return (pieces.get(id) ?? []).map((piece) => ({ role, ...piece }));
}

const noDetails: Details = { attributes: new Map(), notes: [], reference: null };

function buildMark(
  span: BratSpan,
  event: BratEvent | null,
  segments: readonly Segment[],
  details: Details = noDetails,
): AnnotatedMark {
  const id = details.attributes.get('Id');
  if (typeof id === 'string') return buildOwnMark(span.type, decodeText(id), segments, details);
  const isQuotation = event !== null && isFrame(event);
  return {
    id: event?.id ?? span.id,
    layer: isQuotation ? 'quotation' : null,
    label: event?.type ?? span.type,
    segments,
    attributes: Object.fromEntries(details.attributes),
    note: details.notes.map(({ text }) => text).join('\n'),
    doubt: false,
    state: 'accepted',
    annotator: null,
    entity: details.reference,
    claim: null,
    status: null,
  };
}

function decodeText(value: JsonValue | undefined): string | null {
  const decoded = typeof value === 'string' ? decodeValue(value) : null;
  return typeof decoded === 'string' ? decoded : null;
}

function buildOwnMark(
  type: string,
  id: string | null,
  segments: readonly Segment[],
  { attributes, notes, reference }: Details,
): AnnotatedMark {
  const noteOf = (name: string) => notes.find((note) => note.type === name)?.text ?? null;
  const state = attributes.get('State');
  const others = [...attributes].filter(([name]) => !/^[A-Z]/.test(name));
  return {
    id,
    ...decodeType(type),
    segments,
    attributes: Object.fromEntries(
      others.map(([name, value]) => {
        return [decodeName(name), typeof value === 'string' ? decodeValue(value) : value];
      }),
    ),
    note: decodeText(attributes.get('Note')) ?? noteOf('AnnotatorNotes') ?? '',
    doubt: attributes.has('Doubt'),
    state: state === 'suggested' || state === 'rejected' ? state : 'accepted',
    annotator: decodeText(attributes.get('Annotator')),
    entity: decodeText(attributes.get('Entity')) ?? reference,
    claim: decodeText(attributes.get('Claim')) ?? noteOf('Claim'),
    status: decodeText(attributes.get('Status')),
  };
}
