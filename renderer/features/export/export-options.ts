import type { ChannelInput } from '../../../shared/contract/channel.ts';
import type { EngineContract } from '../../../shared/contract/engine.ts';
import type { ExportFormatView } from '../../../shared/contract/views.ts';
import type { SplitChoice } from '../../../shared/exchange/split/split.ts';
import type { AnnotationState, ArticleStatus, Id } from '../../../shared/records/records.ts';

/** What the person chose. Empty lists mean all. */
export interface ExportOptions {
  readonly format: string;
  readonly spreadsheet: boolean;
  readonly statuses: readonly ArticleStatus[];
  readonly acceptedOnly: boolean;
  readonly layers: readonly string[];
  readonly annotators: readonly Id[];
  readonly states: readonly AnnotationState[];
  readonly hasText: boolean;
  /** Entities whose names are replaced. */
  readonly redact: readonly Id[];
  /** null: in one piece. */
  readonly split: SplitChoice | null;
  /** Only these articles; all when left out. */
  readonly articleIds?: readonly Id[];
}

/** What the dialog begins with. */
export const initialOptions: ExportOptions = {
  format: 'json',
  spreadsheet: false,
  statuses: [],
  acceptedOnly: false,
  layers: [],
  annotators: [],
  states: [],
  hasText: true,
  redact: [],
  split: null,
};

/** What is asked of the engine. Choices that the format does not have are left out, so that they come back with another one. */
export function toInput(
  options: ExportOptions,
  format: ExportFormatView | null,
): ChannelInput<EngineContract['export.preview']> {
  const hasChoices = format?.hasChoices ?? false;
  return {
    format: options.format,
    spreadsheet: options.spreadsheet && options.format === 'csv',
    statuses: [...options.statuses],
    acceptedOnly: options.acceptedOnly,
    layers: [...options.layers],
    annotators: [...options.annotators],
    states: [...options.states],
    redact: [...options.redact],
    hasText: hasChoices ? options.hasText : true,
    split: hasChoices ? options.split : null,
    ...(options.articleIds && { articleIds: [...options.articleIds] }),
  };
}

/** Where an export goes: proposed name, and whether it is a folder. */
export function proposeTarget(
  projectName: string,
  options: ExportOptions,
  format: ExportFormatView | null,
): { readonly name: string; readonly kind: 'file' | 'folder' } {
  const extension = format?.extension ?? null;
  const isSplit = (format?.hasChoices ?? false) && options.split !== null;
  if (extension !== null && !isSplit) return { name: `${projectName}${extension}`, kind: 'file' };
  return { name: `${projectName} ${formatWord(options.format)}`, kind: 'folder' };
}

function formatWord(id: string): string {
  return id === 'csv' ? 'CSV' : id;
}

/** The same export as a line for a terminal. */
export function buildCommandLine(
  fileName: string,
  target: string,
  options: ExportOptions,
  format: ExportFormatView | null,
): string {
  const input = toInput(options, format);
  const states = input.acceptedOnly ? ['accepted'] : (input.states ?? []);
  const list = (name: string, values: readonly string[] = []): string[] =>
    values.length === 0 ? [] : [name, quote(values.join(','))];
  const { split } = options;
  return [
    'quotemark',
    'export',
    quote(fileName),
    '--format',
    options.format,
    '--out',
    quote(target),
    ...(input.spreadsheet ? ['--spreadsheet'] : []),
    ...list('--status', input.statuses),
    ...list('--layers', input.layers),
    ...list('--annotators', input.annotators),
    ...list('--states', states),
    ...list('--redact', input.redact),
    ...(input.hasText === false ? ['--no-text'] : []),
    ...(input.split && split
      ? [
          `--split ${split.train}/${split.validation}/${split.test}`,
          `--seed ${split.seed}`,
          `--group-by ${split.groupBy}`,
        ]
      : []),
  ].join(' ');
}

/** An argument as a shell reads it. */
function quote(text: string): string {
  return /^[\w./,:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
