import { writeStatus } from './html-article.ts';
import { escapeHtml, writeParts, writeText } from './html-text.ts';
import type { HtmlStyle } from './html-style.ts';
import type { Dossier, Occurrence } from './report-claims.ts';
import { describeEvidence, describeOccurrence } from './report-words.ts';

/** The dossiers of all claims as a part of a page; empty when there are none. */
export function writeHtmlDossiers(dossiers: readonly Dossier[], style: HtmlStyle): string {
  if (dossiers.length === 0) return '';
  const parts = dossiers.map((dossier) => writeDossier(dossier, style));
  return `<section class="dossiers">\n<h2>Claims</h2>\n${parts.join('')}</section>\n`;
}

function writeDossier(dossier: Dossier, style: HtmlStyle): string {
  const { claim, status, claimant, type } = dossier;
  const about = [claimant === null ? '' : `Claimed by ${claimant}`, type ?? ''];
  const name = status?.name ?? 'No status yet';
  return [
    `<section class="claim">`,
    `<h3 dir="auto">${escapeHtml(claim.statement)}</h3>`,
    `<p class="meta">${writeStatus(name, style.classOfStatus(status))} ${writeParts(about)}</p>`,
    writeText('p', 'about', claim.note),
    writeHistory(dossier, style),
    writeEvidence(dossier),
    writeOccurrences(dossier.occurrences),
    `</section>\n`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function writeHistory({ events, evidence }: Dossier, style: HtmlStyle): string {
  if (events.length === 0) return '';
  const rows = events.map((event) => {
    const status = writeStatus(event.label?.name ?? event.status, style.classOfStatus(event.label));
    const numbers = evidence.flatMap(({ id }, i) =>
      event.evidenceIds.includes(id) ? [i + 1] : [],
    );
    const cells = [
      escapeHtml(event.asOf.replace('T', ' ')),
      status,
      escapeHtml(event.reason),
      numbers.join(', '),
      escapeHtml(event.annotator),
    ];
    return `<tr>${cells.map((cell) => `<td dir="auto">${cell}</td>`).join('')}</tr>`;
  });
  const head = ['As of', 'Status', 'Reason', 'Evidence', 'Recorded by'];
  return `<h4>History</h4>\n<table><thead><tr>${head.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function writeEvidence({ evidence }: Dossier): string {
  if (evidence.length === 0) return '';
  const items = evidence.map((item) => {
    const { head, rest } = describeEvidence(item);
    const excerpt =
      item.excerpt === ''
        ? ''
        : `<span class="words" dir="auto">${escapeHtml(item.excerpt)}</span>`;
    return `<li><b>${escapeHtml(head)}</b> <bdi>${escapeHtml(item.place)}</bdi> <span class="muted">${writeParts(rest)}</span>${excerpt}</li>`;
  });
  return `<h4>Evidence</h4>\n<ol>${items.join('')}</ol>`;
}

function writeOccurrences(occurrences: readonly Occurrence[]): string {
  if (occurrences.length === 0)
    return '<h4>Where it is made</h4>\n<p class="facts">In none of these articles.</p>';
  const items = occurrences.map((occurrence) => {
    const { title, about, quoted, quotation } = describeOccurrence(occurrence);
    const words = `<span class="words" dir="auto">${escapeHtml(occurrence.text)}</span>`;
    const who = `<span class="muted">${escapeHtml(quoted)}</span>`;
    const around =
      quotation === null ? '' : `<span class="words" dir="auto">${escapeHtml(quotation)}</span>`;
    return `<li><b><bdi>${escapeHtml(title)}</bdi></b> <span class="muted">${writeParts(about)}</span>${words}${who}${around}</li>`;
  });
  return `<h4>Where it is made</h4>\n<ul>${items.join('')}</ul>`;
}
