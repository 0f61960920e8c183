import type { Codebook, Label } from '../../codebook/codebook.ts';
import type { ExchangeFormat, ExportContext, FormatWriter } from '../core/exchange-format.ts';
import { writeHtmlArticle, writeStatus } from './html-article.ts';
import { writeHtmlDossiers } from './html-dossier.ts';
import { buildHtmlStyle, type HtmlStyle } from './html-style.ts';
import { escapeHtml, pageEnd, writePageStart, writeText } from './html-text.ts';
import { buildReportArticle } from './report-article.ts';
import { openDossiers } from './report-claims.ts';

/** What a report for people leaves out, in any of its formats. */
export const reportLosses: readonly string[] = [
  'What a program needs to read it back: ids, positions, times of changes.',
  'Comments, links, bold and italic.',
  'Aliases, external ids and notes of entities.',
  'Earlier revisions and the original files.',
];

/** A page that is complete in itself: texts with their marks, notes in the margin, a dossier of every claim. */
export const htmlFormat: ExchangeFormat = {
  id: 'html',
  name: 'HTML report',
  summary:
    'One printable page to read: articles with marks, speakers in the margin, a dossier of every claim.',
  extension: '.html',
  offsetUnit: 'none',
  losses: reportLosses,
  write: writeReport,
};

function writeReport(context: ExportContext): FormatWriter {
  const { project, codebook } = context.head;
  const style = buildHtmlStyle(codebook.codebook);
  const dossiers = openDossiers(context);
  const piece = (content: string) => [{ file: '', content }];
  return {
    begin: () =>
      piece(
        [
          writePageStart(project.name, style.css),
          `<header>\n<h1 dir="auto">${escapeHtml(project.name)}</h1>\n`,
          writeText('p', 'about', project.description),
          `<p class="meta">${escapeHtml(describeMaking(context))}</p>\n`,
          writeLegend(codebook.codebook, style),
          `</header>\n`,
        ].join(''),
      ),
    article(item) {
      const report = buildReportArticle(item, context);
      dossiers.add(report);
      return piece(writeHtmlArticle(report, style));
    },
    end: () => piece(`${writeHtmlDossiers(dossiers.list(), style)}${pageEnd}`),
  };
}

/** Who wrote a report and when, `Quotemark 0.1.0 · 2026-05-01 10:00 UTC`. */
export function describeMaking({ making }: ExportContext): string {
  return `${making.generator} · ${making.exportedAt.slice(0, 16).replace('T', ' ')} UTC`;
}

function writeLegend(codebook: Codebook, style: HtmlStyle): string {
  const labelsOf = (id: string) => codebook.layers.find((layer) => layer.id === id)?.labels ?? [];
  const quotations = labelsOf('quotation').map((label) => {
    const classes = `m q qs qe ${style.classOf('quotation', label.id)}`;
    return `<span class="${classes}">${escapeHtml(label.name)}</span>`;
  });
  const mentions = labelsOf('mention').map((label: Label) => {
    return `<span class="m ${style.classOf('mention', label.id)}">${escapeHtml(label.name)}</span>`;
  });
  const statuses = codebook.claimStatuses.map((status) =>
    writeStatus(status.name, style.classOfStatus(status)),
  );
  const groups = [
    ['Quotations', quotations],
    ['Entities', mentions],
    ['Claims', statuses],
  ] as const;
  const lines = groups.map(([name, items]) => {
    return `<span><b>${name}:</b> ${items.join(' ')}</span>`;
  });
  return `<div class="legend">${lines.join('')}</div>\n`;
}
