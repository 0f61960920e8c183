import { findLabel, findLayer, type Codebook, type Label } from '../../codebook/codebook.ts';
import { fragmentSeparator } from '../../formats/csv/csv-tables.ts';
import { compareAnnotations, type DatasetArticle } from '../../formats/dataset.ts';
import type { Annotation, Id, SegmentRole } from '../../records/records.ts';
import { listTextBlocks, type TextBlock } from '../../text/canonical.ts';
import type { ExportContext } from '../core/exchange-format.ts';
import { cutPieces, placeSegments, type Piece, type PlacedSegment } from './report-pieces.ts';
import { findEntity, indexRows } from '../core/row-index.ts';
import { compareTexts } from '../../util/compare-texts.ts';

/** A mark that is told about beside the text: a quotation, a claim, a mark of a layer of the project's own. */
export interface ReportNote {
  /** From 1 in the article. */
  readonly number: number;
  readonly annotation: Annotation;
  readonly kind: 'quotation' | 'claim' | 'other';
  /** `Direct`, `Claim`: the name of the label, else of the layer. */
  readonly label: string;
  /** The covered words, fragments joined. */
  readonly text: string;
  /** Name of the speaker; null when nobody is linked. */
  readonly speaker: string | null;
  /** Words of a quotation's parts; empty when it has none. */
  readonly source: string;
  readonly cue: string;
  readonly addressee: string;
  /** The claim that occurs here; null when none is linked. */
  readonly claim: { readonly statement: string; readonly status: Label | null } | null;
  /** What the reader should know: `suggested`, `in doubt`, `Source kind: Unnamed`. */
  readonly remarks: readonly string[];
  readonly note: string;
}

/** A block of an article's text. */
export interface ReportBlock {
  readonly block: TextBlock;
  /** Its text and, but for the last block, the line end after it. */
  readonly pieces: readonly Piece[];
  /** Notes of the marks that begin in it. */
  readonly notes: readonly ReportNote[];
}

/** An entity with how often an article mentions it. */
export interface ReportEntity {
  readonly name: string;
  readonly type: string;
  readonly mentions: number;
}

/** An article as a report shows it. */
export interface ReportArticle {
  readonly item: DatasetArticle;
  /** Empty when the texts are left out. */
  readonly blocks: readonly ReportBlock[];
  readonly notes: readonly ReportNote[];
  /** Note by the id of its annotation. */
  readonly numbers: ReadonlyMap<Id, ReportNote>;
  readonly entities: readonly ReportEntity[];
}

/** Why a rejected mark is in no report. */
export const rejectedReason = 'Rejected marks are not in a report.';

/** Build the report of one article. Rejected marks are left out and declared as lost. */
export function buildReportArticle(item: DatasetArticle, context: ExportContext): ReportArticle {
  const annotations = [...item.annotations].sort(compareAnnotations).filter((annotation) => {
    if (annotation.state !== 'rejected') return true;
    const { articleId, id } = annotation;
    context.lose({ articleId, annotationId: id, reason: rejectedReason });
    return false;
  });
  const notes = annotations
    .filter(({ layer }) => layer !== 'mention')
    .map((annotation, i) => buildNote(annotation, i + 1, context));
  const numbers = new Map(notes.map((note) => [note.annotation.id, note]));
  return {
    item,
    blocks: context.hasText ? buildBlocks(item, annotations, numbers) : [],
    notes,
    numbers,
    entities: countEntities(annotations, context),
  };
}

/** Numbers of the notes whose main words end with the piece, each once even where two fragments end there. */
export function listEndedNotes(piece: Piece, { numbers }: ReportArticle): readonly number[] {
  const isMain = ({ annotation, segment }: PlacedSegment): boolean => {
    const { role } = segment;
    if (role !== 'content' && role !== 'span') return false;
    return annotation.segments.every((other) => other.role !== role || other.end <= segment.end);
  };
  const ended = [...piece.ends]
    .filter(isMain)
    .flatMap(({ annotation }) => numbers.get(annotation.id)?.number ?? []);
  return [...new Set(ended)].sort((a, b) => a - b);
}

function buildBlocks(
  { revision }: DatasetArticle,
  annotations: readonly Annotation[],
  numbers: ReadonlyMap<Id, ReportNote>,
): ReportBlock[] {
  const blocks = listTextBlocks(revision.document);
  const placed = placeSegments(annotations);
  const pieces = cutPieces(
    revision.text,
    placed,
    blocks.map((block) => block.startUtf16),
  );
  let at = 0;
  let next = 0;
  return blocks.map((block, i) => {
    const end = blocks[i + 1]?.startUtf16 ?? revision.text.length;
    const own: Piece[] = [];
    for (let piece = pieces[next]; piece && at < end; piece = pieces[next]) {
      own.push(piece);
      at += piece.text.length;
      next += 1;
    }
    const begun = new Set<ReportNote>();
    for (const { annotation, key } of own.flatMap(({ starts }) => [...starts])) {
      const note = key.endsWith('.0') ? numbers.get(annotation.id) : undefined;
      if (note) begun.add(note);
    }
    return { block, pieces: own, notes: [...begun].sort((a, b) => a.number - b.number) };
  });
}

function buildNote(annotation: Annotation, number: number, context: ExportContext): ReportNote {
  const { codebook } = context.head.codebook;
  const index = indexRows(context.head);
  const { layer, label, claimId, state, doubt } = annotation;
  const words = (role: SegmentRole) =>
    annotation.segments
      .filter((segment) => segment.role === role)
      .map(({ exact }) => exact)
      .join(fragmentSeparator);
  const claim = claimId === null ? undefined : index.claims.get(claimId);
  const status = claim && index.statuses.get(claim.id);
  const isQuotation = layer === 'quotation';
  return {
    number,
    annotation,
    kind: isQuotation ? 'quotation' : layer === 'claim' ? 'claim' : 'other',
    label: nameLabel(codebook, layer, label),
    text: words(isQuotation ? 'content' : 'span'),
    speaker: findEntity(annotation, index)?.name ?? null,
    source: words('source'),
    cue: words('cue'),
    addressee: words('addressee'),
    claim: claim
      ? {
          statement: claim.statement,
          status: codebook.claimStatuses.find(({ id }) => id === status) ?? null,
        }
      : null,
    remarks: [
      ...(state === 'suggested' ? ['suggested, not accepted yet'] : []),
      ...(doubt ? ['in doubt'] : []),
      ...nameAttributes(codebook, annotation),
    ],
    note: annotation.note,
  };
}

/** Name of a label, else of its layer, else the id as it stands. */
export function nameLabel(codebook: Codebook, layer: string, label: string | null): string {
  if (label === null) return findLayer(codebook, layer)?.name ?? layer;
  return findLabel(codebook, layer, label)?.name ?? label;
}

/** Attributes that say more than what holds when nothing is set, `Source kind: Unnamed`. */
function nameAttributes(codebook: Codebook, { layer, attributes }: Annotation): string[] {
  const known = findLayer(codebook, layer)?.attributes ?? [];
  return Object.entries(attributes).flatMap(([id, value]) => {
    const attribute = known.find((one) => one.id === id);
    if (value === null || value === '' || value === attribute?.initial) return [];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const name = attribute?.values.find((one) => one.id === value)?.name ?? text;
    return [`${attribute?.name ?? id}: ${name}`];
  });
}

function countEntities(
  annotations: readonly Annotation[],
  context: ExportContext,
): readonly ReportEntity[] {
  const { codebook } = context.head.codebook;
  const index = indexRows(context.head);
  const counts = new Map<Id, ReportEntity>();
  for (const annotation of annotations) {
    const entity = annotation.layer === 'mention' ? findEntity(annotation, index) : null;
    if (!entity) continue;
    const { name } = entity;
    const mentions = (counts.get(entity.id)?.mentions ?? 0) + 1;
    counts.set(entity.id, { name, type: nameLabel(codebook, 'mention', entity.type), mentions });
  }
  return [...counts.values()].sort(
    (a, b) => b.mentions - a.mentions || compareTexts(a.name, b.name),
  );
}
