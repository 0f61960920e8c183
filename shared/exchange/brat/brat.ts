import { compareAnnotations, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, SegmentRole } from '../../records/records.ts';
import { buildOffsetMap, type OffsetMap } from '../../text/offsets.ts';
import type { JsonValue } from '../../util/json.ts';
import { writeHead } from '../core/article-head.ts';
import { writeAnnotationConf, writeVisualConf } from './brat-conf.ts';
import { heldSegments, layOut, type BratGroup } from './brat-layout.ts';
import {
  encodeAttribute,
  encodeName,
  encodeType,
  encodeValue,
  isPlainLine,
  toPlainLine,
} from './brat-names.ts';
import { readBrat } from './brat-read.ts';
import type { ExchangeFormat, ExportContext, FormatWriter } from '../core/exchange-format.ts';
import { createFileNamer } from '../core/file-names.ts';
import {
  buildAnnotatedArticle,
  buildAnnotatedMark,
  findEntity,
  indexRows,
  type RowIndex,
} from '../core/row-index.ts';

/** brat standoff: a text and its annotations, a quotation as an event with its content as trigger. */
export const bratFormat: ExchangeFormat = {
  id: 'brat',
  name: 'brat standoff',
  summary:
    'A folder with a text and an annotation file for each article; for brat and its readers.',
  extension: null,
  offsetUnit: 'code point',
  readAlone: 'article',
  losses: [
    'The codebook, comments, the history of claims, and members of the cast that no mark names.',
  ],
  write,
  holds,
  read: readBrat,
};

/** Types of the parts of a quotation, and their roles in its event. */
export const partNames: Readonly<Partial<Record<SegmentRole, string>>> = {
  source: 'Source',
  cue: 'Cue',
  addressee: 'Addressee',
};

const losses = {
  blank: 'The mark covers nothing but white space, which brat does not take.',
  part: 'A source, cue or addressee covers nothing but white space, which brat does not take.',
  edges: 'Without the text, a mark is cut at line ends and loses its outer white space.',
} as const;

function write(context: ExportContext): FormatWriter {
  const nameFile = createFileNamer();
  const index = indexRows(context.head);
  return {
    begin: () => [
      { file: 'annotation.conf', content: writeAnnotationConf(context.head) },
      { file: 'visual.conf', content: writeVisualConf(context.head) },
    ],
    article: (item) => {
      const name = nameFile(item.article.title);
      const { text } = item.revision;
      return [
        ...(context.hasText ? [{ file: `${name}.txt`, content: text }] : []),
        { file: `${name}.ann`, content: writeAnnotations(item, index, context) },
        writeHead(name, item, context.hasText),
      ];
    },
    end: () => [],
  };
}

function holds(item: DatasetArticle, context: ExportContext) {
  const whole = buildAnnotatedArticle(item, indexRows(context.head));
  const { text } = item.revision;
  const map = buildOffsetMap(text);
  return {
    ...whole,
    text: context.hasText ? text : null,
    marks: whole.marks.flatMap((mark) => {
      const layout = layOut(mark, text, map);
      if (layout === null) return [];
      return [{ ...mark, segments: heldSegments(layout, context.hasText) }];
    }),
  };
}

/** Lines of one file: each kind counts its ids. */
interface Lines {
  readonly add: (kind: 'T' | 'E' | 'A' | 'N' | '#', rest: string) => string;
  readonly join: () => string;
}

function createLines(): Lines {
  const lines: string[] = [];
  const counts = new Map<string, number>();
  return {
    add: (kind, rest) => {
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      lines.push(`${kind}${number}\t${rest}\n`);
      return `${kind}${number}`;
    },
    join: () => lines.join(''),
  };
}

function writeAnnotations(item: DatasetArticle, index: RowIndex, context: ExportContext): string {
  const lines = createLines();
  const map = buildOffsetMap(item.revision.text);
  for (const annotation of [...item.annotations].sort(compareAnnotations)) {
    writeMark({ annotation, item, index, context, lines, map });
  }
  return lines.join();
}

interface MarkTask {
  readonly annotation: Annotation;
  readonly item: DatasetArticle;
  readonly index: RowIndex;
  readonly context: ExportContext;
  readonly lines: Lines;
  readonly map: OffsetMap;
}

function writeMark(task: MarkTask): void {
  const { annotation, item, index, context, lines, map } = task;
  const lose = (reason: string): void =>
    context.lose({ articleId: item.article.id, annotationId: annotation.id, reason });
  const mark = buildAnnotatedMark(annotation, index);
  const layout = layOut(mark, item.revision.text, map);
  if (layout === null) return lose(losses.blank);
  const { own, parts, isShort } = layout;
  if (isShort) lose(losses.part);
  if (!context.hasText && ![own, ...parts].every((group) => group.isExact)) lose(losses.edges);
  const type = encodeType(annotation.layer, annotation.label);
  const trigger = writeGroup(type, own, task);
  let target = trigger;
  if (annotation.layer === 'quotation') {
    const counts = new Map<string, number>();
    const roles = parts.map((part) => {
      const name = partNames[part.role] ?? 'Part';
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return ` ${name}${count === 1 ? '' : count}:${writeGroup(name, part, task)}`;
    });
    target = lines.add('E', `${type}:${trigger}${roles.join('')}`);
  }
  writeDetails(task, target);
}

function writeGroup(type: string, group: BratGroup, { lines, context }: MarkTask): string {
  const places = group.pieces.map(({ start, end }) => `${start} ${end}`).join(';');
  const words = group.pieces.map(({ exact }) => exact).join(' ');
  const id = lines.add('T', `${type} ${places}\t${words}`);
  if (!group.isExact && context.hasText) {
    const segments = group.segments.map(({ start, end }) => `${start}-${end}`).join(';');
    lines.add('A', `Segments ${id} ${segments}`);
  }
  return id;
}

function writeDetails(task: MarkTask, target: string): void {
  const { annotation, index, lines } = task;
  const mark = buildAnnotatedMark(annotation, index);
  const add = (name: string, value: JsonValue): void => {
    lines.add('A', `${name} ${target} ${encodeValue(value)}`);
  };
  add('Id', annotation.id);
  if (mark.state !== 'accepted') add('State', mark.state);
  if (mark.doubt) lines.add('A', `Doubt ${target}`);
  if (mark.annotator !== null) add('Annotator', mark.annotator);
  if (mark.status !== null) add('Status', mark.status);
  for (const [id, value] of Object.entries(mark.attributes)) add(encodeAttribute(id), value);
  const entity = findEntity(annotation, index);
  if (entity) {
    const words = toPlainLine(entity.name) || entity.id;
    lines.add('N', `Reference ${target} Cast:${encodeName(entity.id)}\t${words}`);
    if (!isPlainLine(entity.name)) add('Entity', entity.name);
  }
  writeText(task, target, { type: 'AnnotatorNotes', attribute: 'Note', text: mark.note });
  if (mark.claim !== null) {
    writeText(task, target, { type: 'Claim', attribute: 'Claim', text: mark.claim });
  }
}

interface NoteText {
  readonly type: string;
  readonly attribute: string;
  readonly text: string;
}

/** A text as a note of a line, and as an attribute when a line cannot hold it as it is. */
function writeText({ lines }: MarkTask, target: string, { type, attribute, text }: NoteText): void {
  const words = toPlainLine(text);
  if (words !== '') lines.add('#', `${type} ${target}\t${words}`);
  const isEmptyNote = text === '' && attribute === 'Note';
  if (!isPlainLine(text) && !isEmptyNote) {
    lines.add('A', `${attribute} ${target} ${encodeValue(text)}`);
  }
}
