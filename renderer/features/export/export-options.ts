import type { ChannelInput } from '../../../shared/contract/channel.ts';
import type { EngineContract } from '../../../shared/contract/engine.ts';
import type { ExportFormatView } from '../../../shared/contract/views.ts';
import type { ChosenUnit } from '../../../shared/exchange/core/exchange-format.ts';
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
  /** What positions are counted in, where the format leaves it open; null: as the format does. */
  readonly offsetUnit: ChosenUnit | null;
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
  offsetUnit: null,
  redact: [],
  split: null,
};

/** What is asked of the engine. «For Excel» is left out with other formats than CSV, so that it comes back with it. */
export function toInput(options: ExportOptions): ChannelInput<EngineContract['export.preview']> {
  return {
    format: options.format,
    spreadsheet: options.spreadsheet && options.format === 'csv',
    statuses: [...options.statuses],
    acceptedOnly: options.acceptedOnly,
    layers: [...options.layers],
    annotators: [...options.annotators],
    states: [...options.states],
    redact: [...options.redact],
    hasText: options.hasText,
    offsetUnit: options.offsetUnit,
    split: options.split,
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
  if (extension !== null && options.split === null) {
    return { name: `${projectName}${extension}`, kind: 'file' };
  }
  return { name: `${projectName} ${formatWord(options.format)}`, kind: 'folder' };
}

function formatWord(id: string): string {
  return id === 'csv' || id === 'json' ? id.toUpperCase() : id;
}

const unitWords = { 'code point': 'code-points', 'utf-16': 'utf-16', byte: 'bytes' } as const;

/** The same export as a line for a terminal. */
export function buildCommandLine(fileName: string, target: string, options: ExportOptions): string {
  const input = toInput(options);
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
    ...(options.offsetUnit ? [`--offsets ${unitWords[options.offsetUnit]}`] : []),
    ...(split
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
