import { chosenUnits } from '../../../shared/exchange/core/exchange-format.ts';
import { splitGroupings } from '../../../shared/exchange/split/split.ts';
import {
  annotationStates,
  articleStatuses,
  type Project,
} from '../../../shared/records/records.ts';
import type { JsonObject, JsonValue } from '../../../shared/util/json.ts';
import { initialOptions, type ExportOptions } from './export-options.ts';

/** Key of the project's settings that holds presets. */
export const presetsKey = 'exportPresets';

/** Choices under a name, kept in the project. */
export interface ExportPreset {
  readonly name: string;
  readonly options: ExportOptions;
}

/** Presets of a project by their names. What cannot be read, such as a part that a later version wrote, is left out. */
export function readPresets(project: Project | null): ExportPreset[] {
  const stored = project?.settings[presetsKey];
  if (!Array.isArray(stored)) return [];
  const rows: readonly JsonValue[] = stored;
  return rows.flatMap((row) => {
    const { name, options } = toObject(row);
    return typeof name === 'string' && name !== '' ? [{ name, options: readOptions(options) }] : [];
  });
}

/** Presets as the project's settings hold them. */
export function writePresets(presets: readonly ExportPreset[]): JsonObject {
  const rows = presets.map(({ name, options }) => {
    const { split } = options;
    return { name, options: { ...options, split: split && { ...split } } };
  });
  return { [presetsKey]: rows };
}

/** The presets with one added, or put in the place of that of the same name. */
export function putPreset(presets: readonly ExportPreset[], preset: ExportPreset): ExportPreset[] {
  return [...presets.filter(({ name }) => name !== preset.name), preset].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

function readOptions(value: JsonValue | undefined): ExportOptions {
  const given = toObject(value);
  const { format, spreadsheet, acceptedOnly, hasText } = given;
  return {
    format: typeof format === 'string' ? format : initialOptions.format,
    spreadsheet: spreadsheet === true,
    acceptedOnly: acceptedOnly === true,
    hasText: hasText !== false,
    offsetUnit: chooseFrom(chosenUnits, [given['offsetUnit'] ?? null])[0] ?? null,
    layers: toTexts(given['layers']),
    annotators: toTexts(given['annotators']),
    redact: toTexts(given['redact']),
    statuses: chooseFrom(articleStatuses, given['statuses']),
    states: chooseFrom(annotationStates, given['states']),
    split: readSplit(given['split']),
  };
}

function readSplit(value: JsonValue | undefined): ExportOptions['split'] {
  const { train, validation, test, seed, groupBy } = toObject(value);
  const grouping = splitGroupings.find((candidate) => candidate === groupBy);
  const isWhole = [train, validation, test].every((part) => Number.isInteger(part));
  if (!isWhole || grouping === undefined) return null;
  return {
    train: Number(train),
    validation: Number(validation),
    test: Number(test),
    seed: Number.isInteger(seed) ? Number(seed) : 1,
    groupBy: grouping,
  };
}

function toObject(value: JsonValue | undefined): { readonly [key: string]: JsonValue | undefined } {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function toTexts(value: JsonValue | undefined): string[] {
  if (!Array.isArray(value)) return [];
  const items: readonly JsonValue[] = value;
  return items.filter((item) => typeof item === 'string');
}

function chooseFrom<Value extends string>(
  values: readonly Value[],
  given: JsonValue | undefined,
): Value[] {
  const chosen = toTexts(given);
  return values.filter((value) => chosen.includes(value));
}
