import type { Codebook, Label, LineStyle } from '../../codebook/codebook.ts';
import { paperColourOf } from '../../codebook/colours.ts';

/** Rules of a printable page: paper is white, whatever the theme. */
const pageStyle = `
:root { color-scheme: light; --text: #1e1d1a; --muted: #5c5850; --hair: #cfc9bd; --quote: #2f5be0; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 40px 64px; max-width: 1040px; background: #fff; color: var(--text);
  font: 16px/1.6 "Source Serif 4 Variable", "Noto Serif", "Noto Naskh Arabic", Georgia, serif; }
h1, h2, h3, h4, .meta, .note, .facts, .legend, table, footer
  { font-family: "Inter Variable", system-ui, "Segoe UI", "Noto Sans", sans-serif; }
h1, h2, h3, td { overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; }
h2 { margin: 0; font-size: 21px; line-height: 1.3; }
h3 { margin: 0; font-size: 16px; line-height: 1.4; }
h4 { margin: 14px 0 4px; font-size: 13px; }
.meta { margin: 4px 0 0; color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.about { margin: 8px 0 0; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 20px 0 0; padding: 10px 0;
  border-block: 1px solid var(--hair); font-size: 13px; }
article, .dossiers { margin-top: 44px; padding-top: 20px; border-top: 2px solid var(--text); }
.body { display: flow-root; margin-top: 16px; padding-inline-end: 272px; }
aside { float: inline-end; clear: inline-end; width: 244px; margin-inline-end: -272px; }
.row + .row { margin-top: 8px; }
.body.wide { padding-inline-end: 0; }
.notes { margin-top: 20px; columns: 2; column-gap: 28px; }
.text { margin: 0; line-height: 1.95; white-space: pre-wrap; overflow-wrap: break-word; }
.heading-1 { font-size: 22px; font-weight: 650; line-height: 1.5; }
.heading-2 { font-size: 18px; font-weight: 650; line-height: 1.6; }
.heading-3 { font-weight: 650; }
.caption { color: var(--muted); font-size: 14px; font-style: italic; }
.quoted { padding-inline-start: 16px; border-inline-start: 3px solid var(--hair); }
.item { margin-inline-start: 20px; }
.item::before { content: "• "; }
.note { margin: 0 0 10px; font-size: 12.5px; line-height: 1.45; overflow-wrap: anywhere; break-inside: avoid; }
.note b { font-weight: 650; }
.said { display: block; }
.note .number, .ref::after { color: var(--quote); font: 650 11px/1 system-ui, sans-serif; }
.ref::after { content: attr(data-ref); margin-inline-start: 1px; vertical-align: super; }
.muted { color: var(--muted); }
.remark { font-style: italic; }
.words { display: block; margin: 2px 0; font-family: "Source Serif 4 Variable", Georgia, serif; font-size: 13.5px; line-height: 1.4; }
.status { padding: 0 5px; border: 1.5px solid; border-radius: 4px; font-weight: 600; white-space: nowrap; }
.facts { margin: 16px 0 0; font-size: 13px; }
.claim { margin-top: 28px; padding-top: 14px; border-top: 1px solid var(--hair); }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 4px 10px 4px 0; border-bottom: 1px solid var(--hair); text-align: start; vertical-align: top; }
th { color: var(--muted); font-weight: 600; white-space: nowrap; }
td:first-child { white-space: nowrap; }
ol, ul { margin: 0; padding-inline-start: 22px; font-size: 13.5px; line-height: 1.4; }
li { margin: 4px 0; overflow-wrap: anywhere; }
li .words { text-align: left; }
footer { margin-top: 44px; padding-top: 10px; border-top: 1px solid var(--hair); color: var(--muted); font-size: 12px; }
.m { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.q { background: #dfe7fb; }
.q.q2 { background: #c6d4f7; }
.qs { border-inline-start: var(--edge) var(--quote); }
.qe { border-inline-end: var(--edge) var(--quote); }
.part { text-decoration: underline dotted 1.5px var(--quote); text-underline-offset: 3px; }
.suggested { opacity: .7; }
@media screen and (max-width: 760px) { body { padding: 20px; } .body { padding-inline-end: 0; }
  .notes { columns: 1; } .row { display: flex; flex-direction: column-reverse; } aside { width: auto; margin: 4px 0 8px; } }
@media print { @page { margin: 18mm 16mm; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  article + article, .dossiers { break-before: page; } article, .dossiers { margin-top: 0; border-top: 0; padding-top: 0; }
  .legend { margin-bottom: 28px; } h2, h3, h4, .claim > .meta, .row:has(> [class*=heading]) { break-after: avoid; }
  tr, li { break-inside: avoid; } article > :last-child { break-before: avoid; }
  .note { font-size: 8.5pt; } .note .words { font-size: 9pt; } .body { padding-inline-end: 58mm; } .body.wide { padding-inline-end: 0; }
  aside { width: 52mm; margin-inline-end: -58mm; } }
`;

const borders: Readonly<Record<LineStyle, string>> = {
  solid: '2px solid',
  dashed: '2px dashed',
  double: '4px double',
  dotted: '2px dotted',
  dash_dot: '3px dashed',
  thin: '1px solid',
  wavy: '3px dotted',
};

/** Names of classes by what they draw. */
export interface HtmlStyle {
  readonly css: string;
  /** Class of a label of a layer; the layer's own for a label that the codebook does not have. */
  readonly classOf: (layer: string, label: string | null) => string;
  readonly classOfStatus: (status: Label | null) => string;
}

/** Rules for every label: classes are numbered, so that no name of a project gets into a style sheet. */
export function buildHtmlStyle(codebook: Codebook): HtmlStyle {
  const classes = new Map<string, string>();
  const rules: string[] = ['.l { border-bottom: 1px solid #6a6a6a; }', '.s { color: #6b665c; }'];
  for (const [i, layer] of codebook.layers.entries()) {
    for (const [k, label] of layer.labels.entries()) {
      const name = `l${i}-${k}`;
      classes.set(JSON.stringify([layer.id, label.id]), name);
      rules.push(
        layer.id === 'quotation'
          ? `.${name} { --edge: ${borders[label.line]}; }`
          : `.${name} { border-bottom: ${borders[label.line]} ${paperColourOf(label)}; }`,
      );
    }
  }
  for (const [i, status] of codebook.claimStatuses.entries()) {
    const colour = paperColourOf(status);
    rules.push(
      `.s${i} { color: ${colour}; } .m.s${i} { color: inherit; border-top: ${borders[status.line]} ${colour}; }`,
    );
  }
  return {
    css: `${pageStyle.trimStart()}${rules.join('\n')}\n`,
    classOf: (layer, label) => classes.get(JSON.stringify([layer, label])) ?? 'l',
    classOfStatus(status) {
      const i = codebook.claimStatuses.findIndex(({ id }) => id === status?.id);
      return i === -1 ? 's' : `s${i}`;
    },
  };
}
