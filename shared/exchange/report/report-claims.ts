import { compareClaimEvents } from '../../claims/status.ts';
import type { Label } from '../../codebook/codebook.ts';
import { compareCreated, extentOf } from '../../formats/dataset.ts';
import type { Article, Claim, ClaimEvent, Evidence, Id } from '../../records/records.ts';
import type { ExportContext } from '../core/exchange-format.ts';
import type { ReportArticle, ReportNote } from './report-article.ts';
import { indexRows } from '../core/row-index.ts';

/** A place where a claim is made. */
export interface Occurrence {
  readonly article: Pick<Article, 'title' | 'publisher' | 'published'>;
  /** The words of the claim. */
  readonly text: string;
  /** The quotation in which they stand, the shortest one; null when nobody is quoted there. */
  readonly quotation: Pick<ReportNote, 'text' | 'speaker' | 'source' | 'label'> | null;
  readonly remarks: readonly string[];
}

/** A claim with all that the project knows of it. */
export interface Dossier {
  readonly claim: Claim;
  /** null when no status was given. */
  readonly status: Label | null;
  readonly claimant: string | null;
  readonly type: string | null;
  /** In news time, the first one first; each with its status as the codebook has it and who recorded it. */
  readonly events: readonly (ClaimEvent & {
    readonly label: Label | null;
    readonly annotator: string;
  })[];
  /** Numbered from 1 in this order. */
  readonly evidence: readonly (Evidence & {
    /** Where it is, for a person: a passage of an exported article by the title of that article. */
    readonly place: string;
  })[];
  readonly occurrences: readonly Occurrence[];
}

/** Collects where claims occur while articles pass, for the dossiers at the end of a report. */
export interface DossierCollector {
  readonly add: (article: ReportArticle) => void;
  readonly list: () => readonly Dossier[];
}

/** Begin to collect. It keeps the words of claims and of quotations around them, nothing else of an article. */
export function openDossiers(context: ExportContext): DossierCollector {
  const { head } = context;
  const occurrences = new Map<Id, Occurrence[]>();
  const passages = new Set(
    head.evidence.filter(({ kind }) => kind === 'passage').map(({ ref }) => ref),
  );
  /** What passages refer to: title of an article, or its title with the words of a mark. */
  const places = new Map<Id, string>();
  return {
    add(report) {
      const { article } = report.item;
      if (passages.has(article.id)) places.set(article.id, article.title);
      for (const annotation of report.item.annotations) {
        if (passages.has(annotation.id)) places.set(annotation.id, article.title);
        const { claimId } = annotation;
        const note = report.numbers.get(annotation.id);
        if (claimId === null || !note) continue;
        const list = occurrences.get(claimId) ?? [];
        list.push(buildOccurrence(report, note));
        occurrences.set(claimId, list);
      }
    },
    list() {
      const rows = { events: groupByClaim(head.events), evidence: groupByClaim(head.evidence) };
      return [...head.claims].sort(compareCreated).map((claim) => ({
        ...buildDossier(claim, context, rows, places),
        occurrences: occurrences.get(claim.id) ?? [],
      }));
    },
  };
}

function buildOccurrence({ item, notes }: ReportArticle, note: ReportNote): Occurrence {
  const { title, publisher, published } = item.article;
  const claim = extentOf(note.annotation);
  const around = notes
    .filter(({ kind }) => kind === 'quotation')
    .map((quotation) => {
      const content = quotation.annotation.segments.filter(({ role }) => role === 'content');
      return { quotation, ...extentOf({ segments: content }) };
    })
    .filter(({ start, end }) => start <= claim.start && claim.end <= end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const quotation = around[0]?.quotation ?? null;
  return {
    article: { title, publisher, published },
    text: note.text,
    quotation: quotation && {
      text: quotation.text,
      speaker: quotation.speaker,
      source: quotation.source,
      label: quotation.label,
    },
    remarks: note.remarks,
  };
}

interface ClaimRows {
  readonly events: ReadonlyMap<Id, readonly ClaimEvent[]>;
  readonly evidence: ReadonlyMap<Id, readonly Evidence[]>;
}

function groupByClaim<Row extends { readonly claimId: Id }>(
  rows: readonly Row[],
): ReadonlyMap<Id, readonly Row[]> {
  const groups = new Map<Id, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.claimId);
    if (group) group.push(row);
    else groups.set(row.claimId, [row]);
  }
  return groups;
}

function buildDossier(
  claim: Claim,
  { head }: ExportContext,
  rows: ClaimRows,
  places: ReadonlyMap<Id, string>,
): Omit<Dossier, 'occurrences'> {
  const { claimStatuses, claimTypes } = head.codebook.codebook;
  const index = indexRows(head);
  const labelOf = (status: string | undefined) =>
    claimStatuses.find(({ id }) => id === status) ?? null;
  const events = rows.events.get(claim.id) ?? [];
  const evidence = rows.evidence.get(claim.id) ?? [];
  return {
    claim,
    status: labelOf(index.statuses.get(claim.id)),
    claimant:
      claim.claimantId === null ? null : (index.entities.get(claim.claimantId)?.name ?? null),
    type:
      claim.type === null
        ? null
        : (claimTypes.find(({ id }) => id === claim.type)?.name ?? claim.type),
    events: [...events].sort(compareClaimEvents).map((event) => ({
      ...event,
      label: labelOf(event.status),
      annotator: index.annotators.get(event.annotatorId)?.name ?? '',
    })),
    evidence: [...evidence].sort(compareCreated).map((one) => ({
      ...one,
      place:
        one.kind === 'passage'
          ? (places.get(one.ref) ?? 'an article that is not in this report')
          : one.ref,
    })),
  };
}
