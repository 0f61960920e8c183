import type { ExchangeFormat, ExportContext, FormatWriter } from '../core/exchange-format.ts';
import { describeArticle } from './html-article.ts';
import { describeMaking, reportLosses } from './html.ts';
import { escapeMarkdown, escapeMarkdownLine } from '../core/markdown-text.ts';
import {
  buildReportArticle,
  listEndedNotes,
  type ReportArticle,
  type ReportNote,
} from './report-article.ts';
import { openDossiers, type Dossier } from './report-claims.ts';
import { describeEvidence, describeOccurrence, listParts, nameSource } from './report-words.ts';

/** The report as a text: footnotes tell of the marks. */
export const markdownFormat: ExchangeFormat = {
  id: 'markdown',
  name: 'Markdown report',
  summary:
    'One text to read and to paste: articles with footnotes for their marks, a dossier of every claim.',
  extension: '.md',
  offsetUnit: 'none',
  losses: [...reportLosses, 'Where a mark begins: a footnote stands where it ends.'],
  write: writeReport,
};

function writeReport(context: ExportContext): FormatWriter {
  const { project } = context.head;
  const dossiers = openDossiers(context);
  let count = 0;
  const piece = (lines: readonly string[]) => [{ file: '', content: `${lines.join('\n\n')}\n\n` }];
  return {
    begin: () =>
      piece([
        `# ${escapeMarkdownLine(project.name)}`,
        ...(project.description === '' ? [] : [escapeMarkdown(project.description)]),
        escapeMarkdownLine(describeMaking(context)),
      ]),
    article(item) {
      const report = buildReportArticle(item, context);
      dossiers.add(report);
      count += 1;
      return piece(writeArticle(report, count));
    },
    end() {
      const list = dossiers.list();
      return list.length === 0 ? [] : piece(['## Claims', ...list.flatMap(writeDossier)]);
    },
  };
}

function writeArticle(report: ReportArticle, number: number): string[] {
  const { article } = report.item;
  const about = describeArticle(article).join(' · ');
  const [first] = report.blocks;
  const isTitled = first?.block.kind === 'heading' && first.block.text === article.title;
  const blocks = report.blocks.map((block) => writeBlock(block, report, number));
  return [
    ...(isTitled ? [blocks[0] ?? ''] : [`## ${escapeMarkdownLine(article.title || 'Untitled')}`]),
    ...(about === '' ? [] : [escapeMarkdownLine(about)]),
    ...(isTitled ? blocks.slice(1) : blocks),
    ...writeEntities(report),
    ...report.notes.map((note) => {
      const text = writeNote(note, report.blocks.length === 0);
      return report.blocks.length === 0 ? `- ${text}` : `[^${number}-${note.number}]: ${text}`;
    }),
  ].filter((line) => line !== '');
}

function writeBlock(
  { block, pieces }: ReportArticle['blocks'][number],
  report: ReportArticle,
  article: number,
): string {
  let text = '';
  const refs: string[] = [];
  for (const piece of pieces) {
    text += piece.text;
    for (const number of listEndedNotes(piece, report)) {
      // A character that no text of ours can hold keeps the place until the text is escaped.
      text += '\0';
      refs.push(`[^${article}-${number}]`);
    }
  }
  const line = text.replace(/\n(\0*)$/, '$1');
  const isHeading = block.level !== null;
  const escaped = isHeading ? escapeMarkdownLine(line) : escapeMarkdown(line);
  // A colon after a reference would make a footnote of the line.
  const marked = escaped.replaceAll('\0:', '\0\\:').replaceAll('\0', () => refs.shift() ?? '');
  if (marked === '') return '';
  const quoted = block.containers.includes('blockquote') ? '> ' : '';
  const isItem = block.containers.some((container) => container !== 'blockquote');
  const lead = isHeading ? `${'#'.repeat((block.level ?? 1) + 1)} ` : isItem ? '- ' : '';
  return quoted + lead + marked.replaceAll('\n', `\n${quoted}${isItem ? '  ' : ''}`);
}

function writeNote(note: ReportNote, withText: boolean): string {
  const who = nameSource(note);
  const parts = [
    who === null ? '' : `**${escapeMarkdownLine(who)}**`,
    escapeMarkdownLine(note.label),
    ...listParts(note).map(escapeMarkdownLine),
    note.claim?.status ? `**${escapeMarkdownLine(note.claim.status.name)}**` : '',
    note.claim ? escapeMarkdownLine(note.claim.statement) : '',
    withText || note.kind !== 'quotation' ? '' : `“${escapeMarkdownLine(shorten(note.text))}”`,
    withText ? `“${escapeMarkdownLine(note.text)}”` : '',
    ...note.remarks.map(escapeMarkdownLine),
    note.note === '' ? '' : `Note: ${escapeMarkdownLine(note.note)}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Longest words of a footnote, in UTF-16 units: they stand in the text above it. */
const noteLength = 60;

function shorten(text: string): string {
  if (text.length <= noteLength) return text;
  return `${text.slice(0, noteLength).replace(/[\ud800-\udbff]$/, '')}…`;
}

function writeEntities({ entities }: ReportArticle): string[] {
  if (entities.length === 0) return [];
  const items = entities.map(({ name, type, mentions }) => {
    return `${escapeMarkdownLine(name)} (${escapeMarkdownLine(type)}${mentions === 1 ? '' : ` ×${mentions}`})`;
  });
  return [`**Cast:** ${items.join(' · ')}`];
}

function writeDossier({
  claim,
  status,
  claimant,
  type,
  events,
  evidence,
  occurrences,
}: Dossier): string[] {
  const about = [
    `**${escapeMarkdownLine(status?.name ?? 'No status yet')}**`,
    claimant === null ? '' : `Claimed by ${escapeMarkdownLine(claimant)}`,
    escapeMarkdownLine(type ?? ''),
  ];
  const history = events.map((event) => {
    const numbers = evidence.flatMap(({ id }, i) =>
      event.evidenceIds.includes(id) ? [i + 1] : [],
    );
    const cells = [
      event.asOf.replace('T', ' '),
      event.label?.name ?? event.status,
      event.reason,
      numbers.join(', '),
      event.annotator,
    ];
    return `| ${cells.map(escapeMarkdownLine).join(' | ')} |`;
  });
  const items = evidence.map((item, i) => {
    const { head, rest } = describeEvidence(item);
    const excerpt = item.excerpt === '' ? '' : `\n   “${escapeMarkdownLine(item.excerpt)}”`;
    return `${i + 1}. **${head}** ${escapeMarkdownLine(item.place)} (${escapeMarkdownLine(rest.join(' · '))})${excerpt}`;
  });
  const places = occurrences.map((occurrence) => {
    const { title, about: known, quoted, quotation } = describeOccurrence(occurrence);
    const lines = [
      `- **${escapeMarkdownLine(title)}**${known.length === 0 ? '' : ` (${escapeMarkdownLine(known.join(' · '))})`}: “${escapeMarkdownLine(occurrence.text)}”`,
      `  ${escapeMarkdownLine(quoted)}${quotation === null ? '' : ` “${escapeMarkdownLine(quotation)}”`}`,
    ];
    return lines.join('\n');
  });
  return [
    `### ${escapeMarkdownLine(claim.statement)}`,
    about.filter((part) => part !== '').join(' · '),
    ...(claim.note === '' ? [] : [escapeMarkdown(claim.note)]),
    ...(history.length === 0
      ? []
      : [
          '| As of | Status | Reason | Evidence | Recorded by |\n|---|---|---|---|---|\n' +
            history.join('\n'),
        ]),
    ...(items.length === 0 ? [] : ['**Evidence**', items.join('\n')]),
    '**Where it is made**',
    places.length === 0 ? 'In none of these articles.' : places.join('\n'),
  ];
}
