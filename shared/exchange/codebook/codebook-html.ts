import type { AttributeDefinition, Codebook, Label, Layer } from '../../codebook/codebook.ts';
import type { CodebookInfo } from './codebook-formats.ts';
import { writeStatus } from '../report/html-article.ts';
import { buildHtmlStyle, type HtmlStyle } from '../report/html-style.ts';
import { escapeHtml, pageEnd, writePageStart, writeText } from '../report/html-text.ts';

/** A codebook to print and to hand to annotators: definitions, what to include and exclude, examples. */
export function writeCodebookHtml(codebook: Codebook, info: CodebookInfo): string {
  const style = buildHtmlStyle(codebook);
  const about = `Version ${info.version} · ${info.generator} · ${info.exportedAt.slice(0, 10)}`;
  const title = `Codebook: ${info.title}`;
  const statuses = codebook.claimStatuses.map((label) =>
    writeLabel(label, writeStatus(label.name, style.classOfStatus(label))),
  );
  const types = codebook.claimTypes.map((label) => writeLabel(label, escapeHtml(label.name)));
  return [
    writePageStart(title, style.css),
    `<header>\n<h1 dir="auto">${escapeHtml(title)}</h1>\n<p class="meta">${escapeHtml(about)}</p>\n</header>\n`,
    ...codebook.layers.map((layer) => writeLayer(layer, style)),
    writeSection('Claim status', 'What is known of a claim at a time.', statuses),
    writeSection('Claim type', 'What kind of statement a claim is.', types),
    pageEnd,
  ].join('');
}

function writeLayer(layer: Layer, style: HtmlStyle): string {
  const labels = layer.labels.map((label) => {
    const shape = layer.id === 'quotation' ? 'm q qs qe' : 'm';
    const sample = `<span class="${shape} ${style.classOf(layer.id, label.id)}">${escapeHtml(label.name)}</span>`;
    return writeLabel(label, sample);
  });
  return writeSection(layer.name, layer.definition, labels, writeAttributes(layer.attributes));
}

function writeSection(
  name: string,
  definition: string,
  labels: readonly string[],
  more = '',
): string {
  if (labels.length === 0 && definition === '' && more === '') return '';
  const head = ['Label', 'Definition', 'Key'].map((column) => `<th>${column}</th>`).join('');
  const table = `<table class="labels"><thead><tr>${head}</tr></thead><tbody>\n${labels.join('')}</tbody></table>\n`;
  return [
    `<section class="claim">\n<h2 dir="auto">${escapeHtml(name)}</h2>\n`,
    writeText('p', 'about', definition),
    labels.length === 0 ? '' : table,
    more,
    `</section>\n`,
  ].join('');
}

function writeLabel(label: Label, sample: string): string {
  const { definition, include, exclude, examples, mappings } = label;
  const others = Object.entries(mappings).map(([scheme, name]) => `${scheme}: ${name}`);
  const rule = (name: string, text: string) =>
    text === '' ? '' : `<div dir="auto"><b>${name}</b> ${escapeHtml(text)}</div>`;
  const cell = [
    definition === '' ? '' : `<div dir="auto">${escapeHtml(definition)}</div>`,
    rule('Include', include),
    rule('Exclude', exclude),
    ...examples.map((example) => rule('Example', example)),
    others.length === 0 ? '' : `<div class="muted">${escapeHtml(others.join(' · '))}</div>`,
  ].join('');
  return `<tr><td>${sample}<div class="muted">${escapeHtml(label.id)}</div></td><td>${cell}</td><td>${escapeHtml(label.key ?? '')}</td></tr>\n`;
}

function writeAttributes(attributes: readonly AttributeDefinition[]): string {
  if (attributes.length === 0) return '';
  const items = attributes.map(({ name, values, initial }) => {
    const list = values.map((value) => {
      return value.id === initial ? `${value.name} (when nothing is set)` : value.name;
    });
    const text = list.length === 0 ? 'free text' : list.join(', ');
    return `<li dir="auto"><b>${escapeHtml(name)}:</b> ${escapeHtml(text)}</li>`;
  });
  return `<h4>Attributes</h4>\n<ul>${items.join('')}</ul>\n`;
}
