import type { Codebook, Label } from '../../codebook/codebook.ts';
import { isSameJson } from '../../util/json.ts';
import { Refusal } from '../../util/result.ts';
import { readCodebookCsv, writeCodebookCsv } from './codebook-csv.ts';
import type { CodebookFormat, CodebookInfo } from './codebook-formats.ts';
import { writeCodebookHtml } from './codebook-html.ts';
import { readCodebookJson, writeCodebookJson } from './codebook-json.ts';
import { readCodebookQdc, writeCodebookQdc } from './codebook-qdc.ts';
import type { SourceFile } from '../core/exchange-format.ts';
import { decodeUtf8 } from '../core/utf8.ts';

const writers: Readonly<
  Record<CodebookFormat, (codebook: Codebook, info: CodebookInfo) => string>
> = {
  json: writeCodebookJson,
  csv: writeCodebookCsv,
  qdc: writeCodebookQdc,
  html: writeCodebookHtml,
};

/** A codebook as a file with what the format could not hold of it, one sentence each. */
export function writeCodebook(
  format: CodebookFormat,
  codebook: Codebook,
  info: CodebookInfo,
): { readonly content: string; readonly losses: readonly string[] } {
  const content = writers[format](codebook, info);
  const hasSettings = Object.keys(codebook.settings).length > 0;
  const isWhole = format === 'json' || format === 'html' || !hasSettings;
  return { content, losses: isWhole ? [] : ['Settings of the codebook.'] };
}

/**
 * The codebook in a file: JSON (a codebook of ours, or a whole JSON export), CSV (ours, or one with a column `name`), or a
 * REFI-QDA codebook. Which it is shows in the content.
 *
 * @throws Refusal `bad_input`, `unsupported_file`, `newer_version`: the message names the file.
 */
export function readCodebook(file: SourceFile): Codebook {
  const text = decodeUtf8(file.bytes);
  if (text === null) throw new Refusal('bad_encoding', `${file.name}: The bytes are not UTF-8.`);
  const start = text.trimStart().charAt(0);
  const codebook =
    start === '{'
      ? readCodebookJson(file.name, text)
      : start === '<'
        ? readCodebookQdc(file.name, text)
        : readCodebookCsv(file.name, text);
  refuseTwins(file.name, codebook);
  return codebook;
}

/** An id stands for one thing. @throws Refusal `bad_input`. */
function refuseTwins(name: string, codebook: Codebook): void {
  const lists: (readonly [string, readonly { readonly id: string }[]])[] = [
    ['layer', codebook.layers],
    ['claim status', codebook.claimStatuses],
    ['claim type', codebook.claimTypes],
    ...codebook.layers.flatMap((layer) => [
      [`label of the layer “${layer.id}”`, layer.labels] as const,
      [`attribute of the layer “${layer.id}”`, layer.attributes] as const,
      ...layer.attributes.map((one) => [`value of the attribute “${one.id}”`, one.values] as const),
    ]),
  ];
  for (const [what, items] of lists) {
    const twin = items.find(({ id }, i) => items.findIndex((other) => other.id === id) !== i);
    if (twin) throw new Refusal('bad_input', `${name}: There are two of the ${what} “${twin.id}”.`);
    const empty = items.find(({ id }) => id === '');
    if (empty) throw new Refusal('bad_input', `${name}: There is a ${what} without an id.`);
  }
}

/** Labels, layers and values that one codebook has and another lacks or has in another form, for a report. */
export function countDifferences(
  before: Codebook,
  after: Codebook,
): { readonly added: number; readonly changed: number; readonly removed: number } {
  const [old, now] = [listEntries(before), listEntries(after)];
  const added = [...now.keys()].filter((key) => !old.has(key)).length;
  const removed = [...old.keys()].filter((key) => !now.has(key)).length;
  const changed = [...now].filter(([key, value]) => {
    return old.has(key) && !isSameJson(old.get(key), value);
  }).length;
  return { added, changed, removed };
}

function listEntries(codebook: Codebook): ReadonlyMap<string, unknown> {
  const labels = (path: string, list: readonly Label[]) =>
    list.map((label) => [`${path}/${label.id}`, label] as const);
  return new Map<string, unknown>([
    ...codebook.layers.flatMap(({ id, name, definition, labels: own, attributes }) => [
      [id, { name, definition }] as const,
      ...labels(id, own),
      ...attributes.map((attribute) => [`${id}/@${attribute.id}`, attribute] as const),
    ]),
    ...labels('@claim_status', codebook.claimStatuses),
    ...labels('@claim_type', codebook.claimTypes),
  ]);
}
