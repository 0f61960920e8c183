import { compareSegments } from '../../formats/dataset.ts';
import { segmentRoles, type Segment } from '../../records/records.ts';
import { buildOffsetMap, sliceSpan, utf16, type OffsetMap } from '../../text/offsets.ts';
import { Refusal } from '../../util/result.ts';
import type { AnnotatedArticle, AnnotatedMark } from '../core/annotated-article.ts';
import { groupFiles, headEnding, readHead, titleOfFile } from '../core/article-head.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { fromFeatures, sortById } from './mark-features.ts';
import { toLf } from '../core/offset-unit.ts';
import { decodeExact, decodeSource } from '../core/source-text.ts';
import { parseWebanno, type WebannoSpan, type WebannoTable } from './webanno-table.ts';

/**
 * Articles of WebAnno TSV 3 files, ours or another program's. A text file of the same name has the text to the letter; without
 * one, what stands between sentences is spaces, as INCEpTION has it. Relations, chains and the targets
 * of links are not read.
 */
export function* readWebanno(files: readonly SourceFile[]): Generator<AnnotatedArticle> {
  const groups = groupFiles(files, ['.tsv', '.txt', headEnding]);
  for (const [stem, group] of groups) {
    const file = group.get('.tsv');
    if (file === undefined) continue;
    const head = readHead(group.get(headEnding));
    const table = parseWebanno(file, head === null ? decodeSource(file) : decodeExact(file));
    const text = chooseText(table, file, group.get('.txt'));
    const map = buildOffsetMap(text);
    yield {
      id: head?.id ?? null,
      title: head?.title ?? titleOfFile(stem),
      text: head?.text === 'marks' ? null : text,
      marks: head === null ? readForeign(table, text, map) : readOwn(file, table, text, map),
      metadata: head?.metadata ?? {},
      place: file.name,
    };
  }
}

/** The text of the file beside the table when there is one; the tokens must stand in it. */
function chooseText(table: WebannoTable, file: SourceFile, beside: SourceFile | undefined): string {
  if (beside === undefined) return table.text;
  const text = toLf(decodeExact(beside));
  const odd = table.tokens.find(({ begin, end, form }) => text.slice(begin, end) !== form);
  if (odd === undefined) return text;
  throw new Refusal(
    'bad_input',
    `${file.name}, line ${odd.line}: “${odd.form.slice(0, 40)}” does not stand there in ${beside.name}.`,
  );
}

function segmentOf(
  { begin, end }: { readonly begin: number; readonly end: number },
  role: Segment['role'],
  text: string,
  map: OffsetMap,
): Segment {
  const place = { start: map.toCodePoint(utf16(begin)), end: map.toCodePoint(utf16(end)) };
  return { role, ...place, exact: sliceSpan(text, place, map) };
}

/** Segments of one mark share its id; the first has the other features. */
function readOwn(
  file: SourceFile,
  { spans }: WebannoTable,
  text: string,
  map: OffsetMap,
): AnnotatedMark[] {
  const marks = new Map<
    string,
    { layer: string; whole: WebannoSpan | null; segments: Segment[] }
  >();
  const bad = (line: number, reason: string) =>
    new Refusal('bad_input', `${file.name}, line ${line}: ${reason}`);
  for (const span of spans) {
    const value = (name: string) => span.features.get(name) ?? null;
    const id = value('mark');
    if (id === null) throw bad(span.line, 'The annotation has no value of the feature “mark”.');
    const known = marks.get(id) ?? { layer: layerOf(span), whole: null, segments: [] };
    marks.set(id, known);
    if (value('state') !== null) known.whole = span;
    const role = segmentRoles.find((each) => each === value('role')) ?? 'span';
    const place = parseExtent(value('extent'), text) ?? span;
    if (place === 'bad')
      throw bad(span.line, `The extent “${value('extent')}” is not in the text.`);
    known.segments.push(segmentOf(place, role, text, map));
  }
  const found = [...marks].map(([id, { layer, whole, segments }]): AnnotatedMark => {
    const mark = whole === null ? null : fromFeatures(Object.fromEntries(whole.features));
    if (mark === null) throw bad(whole?.line ?? 1, `The features of the mark ${id} are damaged.`);
    return { ...mark, layer, segments: segments.sort(compareSegments) };
  });
  return sortById(found);
}

function layerOf({ layer, features }: WebannoSpan): string {
  const name = layer.slice(layer.lastIndexOf('.') + 1);
  return name === 'Mark' ? (features.get('layer') ?? '') : name.toLowerCase();
}

function parseExtent(extent: string | null, text: string) {
  if (extent === null) return null;
  const [begin = 0, end = 0] = extent.split('-').map(Number);
  const isInside = Number.isInteger(begin) && begin >= 0 && begin < end && end <= text.length;
  // Half of a pair is not white space, and only white space is left out of a token.
  const isCut = /^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text.slice(begin, end));
  return isInside && !isCut ? { begin, end } : ('bad' as const);
}

/** The label is the value of `value` or `label`, else the first that is set, else the layer; the rest are attributes. */
function readForeign({ spans }: WebannoTable, text: string, map: OffsetMap): AnnotatedMark[] {
  return spans.map((span): AnnotatedMark => {
    const set = [...span.features].filter(([, value]) => value !== null);
    const plain = set.filter(([name]) => !name.startsWith('ROLE_'));
    const named = plain.find(([name]) => name === 'value' || name === 'label') ?? plain[0];
    const layer = span.layer.slice(span.layer.lastIndexOf('.') + 1);
    const others = set
      .filter((entry) => entry !== named)
      .map(([name, value]) => [name.replace(/^ROLE_[^:]*:([^_]*).*$/, '$1'), value] as const);
    return {
      id: null,
      layer: null,
      label: named?.[1] ?? layer,
      segments: [segmentOf(span, 'span', text, map)],
      attributes: { layer, ...Object.fromEntries(others) },
      note: '',
      doubt: false,
      state: 'accepted',
      annotator: null,
      entity: null,
      claim: null,
      status: null,
    };
  });
}
