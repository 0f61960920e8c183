import type { ExportReport, SplitReport } from '../../shared/contract/views.ts';
import type { ChosenUnit } from '../../shared/exchange/core/exchange-format.ts';
import { splitGroupings, type SplitChoice } from '../../shared/exchange/split/split.ts';
import { annotationStates, articleStatuses } from '../../shared/records/records.ts';
import { Refusal } from '../../shared/util/result.ts';
import { writeCount } from '../../shared/util/write-count.ts';
import { listExportFormats } from '../files/export.ts';
import { argumentAt, choiceOf, textOf, type CliCall, type CliCommand } from './command.ts';
import { withProject, type Session } from './session.ts';

/** `export FILE --format ID --out PATH` with what to export and how to split it. */
export const exportCommand: CliCommand = {
  name: 'export',
  usage:
    'FILE.quotemark --format ID --out PATH [--spreadsheet] [--no-text] [--offsets UNIT]\n' +
    '      [--status STATUS,…] [--layers LAYER,…] [--annotators NAME,…] [--states STATE,…] [--redact NAME,…]\n' +
    `      [--split TRAIN/VALIDATION/TEST [--seed N] [--group-by ${splitGroupings.join('|')}]]`,
  summary:
    'Write a project in one of the formats that “formats” lists, whole or split into the parts of a folder; a former export at PATH is replaced.',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    spreadsheet: { type: 'boolean' },
    'no-text': { type: 'boolean' },
    offsets: { type: 'string' },
    status: { type: 'string' },
    layers: { type: 'string' },
    annotators: { type: 'string' },
    states: { type: 'string' },
    redact: { type: 'string' },
    split: { type: 'string' },
    seed: { type: 'string' },
    'group-by': { type: 'string' },
  },
  count: [1, 1],
  run(call) {
    const format = choiceOf(
      call,
      'format',
      listExportFormats().map(({ id }) => id),
    );
    const target = textOf(call, 'out');
    const spreadsheet = call.options['spreadsheet'] === true;
    const hasText = call.options['no-text'] !== true;
    if (spreadsheet && format !== 'csv') {
      throw new Refusal('usage', '--spreadsheet goes with --format csv.');
    }
    const offsetUnit = readUnit(call, format);
    const split = readSplit(call);
    const statuses = choicesOf(call, 'status', articleStatuses);
    const states = choicesOf(call, 'states', annotationStates);
    return withProject(call.io, argumentAt(call, 0), { readOnly: true }, async (session) => {
      const parts = await readProjectChoices(call, session);
      const choices = { spreadsheet, hasText, offsetUnit, statuses, states, split, ...parts };
      const report = await session.call('export.write', { format, target, ...choices });
      return {
        value: {
          ...report,
          files: report.files.map((file) => ({ ...file })),
          split: toJson(report),
        },
        text: describeReport(report, target),
        problem: null,
      };
    });
  },
};

/** A list of values with commas between them; null when the option is not there. */
function listOf(call: CliCall, name: string): string[] | null {
  if (call.options[name] === undefined) return null;
  return textOf(call, name)
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** An option with some of a closed list of values, all of which the person may name. @throws Refusal `usage`. */
function choicesOf<const Value extends string>(
  call: CliCall,
  name: string,
  values: readonly Value[],
): Value[] {
  return (listOf(call, name) ?? []).map((given) => {
    const value = values.find((candidate) => candidate === given);
    if (value !== undefined) return value;
    throw new Refusal('usage', `--${name} cannot be “${given}”; use ${values.join(', ')}.`);
  });
}

/** What the project knows: layers by id, annotators by name or id, members of the cast by name, alias or id. @throws Refusal `usage` for one it does not know. */
async function readProjectChoices(call: CliCall, session: Session) {
  const { codebook, annotators } = await session.call('project.get', {});
  const names = listOf(call, 'annotators') ?? [];
  const redacted = listOf(call, 'redact') ?? [];
  const entities = redacted.length === 0 ? [] : await session.call('entity.list', {});
  return {
    layers: choicesOf(
      call,
      'layers',
      codebook.layers.map(({ id }) => id),
    ),
    redact: redacted.flatMap((given) => {
      const found = entities.filter(({ entity: { id, name, aliases } }) =>
        [id, name, ...aliases].includes(given),
      );
      if (found.length > 0) return found.map(({ entity }) => entity.id);
      throw new Refusal('usage', `--redact: nobody in the cast is called “${given}”.`);
    }),
    annotators: names.flatMap((given) => {
      const found = annotators.filter(({ id, name }) => name === given || id === given);
      if (found.length > 0) return found.map(({ id }) => id);
      const known = annotators.map(({ name }) => name).join(', ');
      throw new Refusal('usage', `--annotators cannot be “${given}”; the project has ${known}.`);
    }),
  };
}

const units = { 'code-points': 'code point', 'utf-16': 'utf-16', bytes: 'byte' } as const;

/** What positions are counted in; null as the format does. @throws Refusal `usage` where it leaves no choice. */
function readUnit(call: CliCall, format: string): ChosenUnit | null {
  if (call.options['offsets'] === undefined) return null;
  const found = listExportFormats().find(({ id }) => id === format);
  const open = Object.entries(units).flatMap(([name, unit]) =>
    found?.offsetUnits.includes(unit) ? [name] : [],
  );
  if (open.length === 0) {
    throw new Refusal('usage', `--offsets: ${format} leaves no choice of what positions count.`);
  }
  const given = choiceOf(call, 'offsets', open);
  return Object.entries(units).find(([name]) => name === given)?.[1] ?? null;
}

/** `80/10/10`, or `80/20` for training and test alone; null when it is not to be split. @throws Refusal `usage`. */
function readSplit(call: CliCall): SplitChoice | null {
  const given = call.options['split'];
  if (given === undefined) {
    for (const name of ['seed', 'group-by']) {
      if (call.options[name] !== undefined) {
        throw new Refusal('usage', `--${name} goes with --split.`);
      }
    }
    return null;
  }
  const found = /^(\d{1,3})(?:\/(\d{1,3}))?\/(\d{1,3})$/.exec(textOf(call, 'split'));
  const [train, validation, test] = [found?.[1], found?.[2] ?? 0, found?.[3]].map(Number);
  if (train === undefined || validation === undefined || test === undefined) return null;
  if (!found || train + validation + test !== 100) {
    throw new Refusal(
      'usage',
      '--split takes percentages that make 100, such as 80/10/10 or 80/20.',
    );
  }
  const seed = call.options['seed'] === undefined ? '1' : textOf(call, 'seed');
  if (!/^\d{1,9}$/.test(seed)) throw new Refusal('usage', '--seed takes a whole number.');
  const groupBy = choiceOf(call, 'group-by', splitGroupings, 'story');
  return { train, validation, test, seed: Number(seed), groupBy };
}

function toJson({ split }: ExportReport) {
  if (!split) return null;
  const { parts, groups, leakage } = split;
  return {
    parts: parts.map((part) => ({ ...part })),
    groups,
    leakage: leakage.map((row) => ({ ...row })),
  };
}

function describeReport(report: ExportReport, target: string): string {
  const { files, moreFiles, split } = report;
  return [
    `Wrote ${writeCount(report.articles, 'article')} with ${writeCount(report.annotations, 'annotation')} to ${target}.`,
    ...files.map(({ name, sizeBytes, rows }) => {
      return `  ${name}: ${rows === null ? '' : `${writeCount(rows, 'row')}, `}${sizeBytes} bytes`;
    }),
    ...(moreFiles > 0 ? [`  and ${writeCount(moreFiles, 'more file')}`] : []),
    ...(split ? describeSplit(split) : []),
    ...(report.pseudonyms === undefined
      ? []
      : [`Who was who is in ${report.pseudonyms}, beside the export. Keep it apart.`]),
    ...(report.comparison === null ? [] : [report.comparison]),
    ...report.losses.map((loss) => `Not in it: ${loss}`),
  ].join('\n');
}

const kindNames = {
  story: 'stories',
  speaker: 'speakers',
  publisher: 'publishers',
  entity: 'entities',
  claim: 'claims',
} as const;

function describeSplit({ parts, groups, leakage }: SplitReport): string[] {
  return [
    `Split: ${parts.map(({ name, articles }) => `${name} ${articles}`).join(', ')} articles, in ${groups} groups kept together.`,
    'In common between     train+validation  train+test  validation+test',
    ...leakage.map(({ kind, trainValidation, trainTest, validationTest }) =>
      [
        `  ${kindNames[kind].padEnd(20)}`,
        String(trainValidation).padStart(16),
        String(trainTest).padStart(12),
        String(validationTest).padStart(17),
      ].join(''),
    ),
  ];
}
