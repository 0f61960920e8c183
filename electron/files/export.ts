import path from 'node:path';
import type { CallContext } from '../../shared/contract/channel.ts';
import type {
  ExpectedLosses,
  ExportFormatView,
  ExportPreview,
  ExportReport,
} from '../../shared/contract/views.ts';
import type { ExchangeFormat } from '../../shared/exchange/core/exchange-format.ts';
import { exchangeFormats } from '../../shared/exchange/formats.ts';
import { Refusal } from '../../shared/util/result.ts';
import { writeCsvExport } from './export-csv.ts';
import { writeJsonExport } from './export-json.ts';
import { writeExchangeExport } from './export-exchange.ts';
import { buildCsvFormat, jsonFormat } from './export-own.ts';
import { expectFormat, previewFormat, type PreviewedFormat } from './export-preview.ts';
import type { ExportOptions } from './export-options.ts';
import { ProjectChanged, startRun, type ExportRun } from './export-run.ts';
import { redactSource, type PseudonymRow, type RedactedSource } from './redact-source.ts';
import { refuseForeign, writePseudonyms } from './pseudonyms.ts';
import type { ExportProject } from './export-source.ts';

/** What an export says about its making. */
export interface Making {
  /** Program and version, `Quotemark 0.1.0`. */
  readonly generator: string;
  /** UTC instant. */
  readonly exportedAt: string;
}

/** How often an export begins anew because the project changed under it. */
const attempts = 3;

/** What an export would hold and leave out, without writing anything: soon, and so perhaps not all that is left out. */
export async function previewExport(
  project: ExportProject,
  options: ExportOptions,
  making: Making,
  context: CallContext,
): Promise<ExportPreview> {
  const previewed = findPreviewed(options);
  const start = () => startRun(redactProject(project, options), options, making, context);
  return runUnchanged(start, (run) => previewFormat(run, previewed, options));
}

/** All that would be left out, and how the articles would be split: what a preview had no time for. */
export async function expectExport(
  project: ExportProject,
  options: ExportOptions,
  making: Making,
  context: CallContext,
): Promise<ExpectedLosses> {
  const previewed = findPreviewed(options);
  const start = () => startRun(redactProject(project, options), options, making, context);
  return runUnchanged(start, (run) => expectFormat(run, previewed, options));
}

function findPreviewed(options: ExportOptions): PreviewedFormat {
  const { format } = findWay(options);
  return { format, isExchange: exchangeFormats.includes(format) };
}

/**
 * Write an export. JSON goes to a file, CSV to a folder, other formats to either, parts of a split to a folder; a former export at the target is replaced once the new one is whole.
 * When it is cancelled or fails, nothing is left of it.
 *
 * @param target Path of the file or folder.
 * @throws Refusal `cancelled`, `conflict` (the target is taken, or the project keeps changing), `refused`.
 */
export async function writeExport(
  project: ExportProject,
  options: ExportOptions,
  target: string,
  making: Making,
  context: CallContext,
): Promise<ExportReport> {
  if (path.extname(target).toLowerCase() === '.quotemark') {
    throw new Refusal(
      'refused',
      'An export cannot be written over a project file. Choose another name.',
    );
  }
  const { format, isOwn } = findWay(options);
  const mapping = options.redact.length === 0 ? null : `${target}.pseudonyms.json`;
  if (mapping !== null) await refuseForeign(mapping);
  let pseudonyms: readonly PseudonymRow[] = [];
  const start = () => {
    const redacted = redactProject(project, options);
    ({ pseudonyms } = redacted);
    return startRun(redacted, options, making, context);
  };
  const report = await runUnchanged(start, (run) => {
    if (!isOwn) return writeExchangeExport(run, format, options, target);
    if (format.id === 'json') return writeJsonExport(run, options, target);
    const variant = options.spreadsheet ? 'spreadsheet' : 'exact';
    return writeCsvExport(run, target, { variant, hasText: options.hasText });
  });
  if (mapping === null) return report;
  await writePseudonyms(mapping, pseudonyms);
  return { ...report, pseudonyms: path.basename(mapping) };
}

/** The project as an export sees it, without the names that are to be replaced, and who was who. */
function redactProject(
  project: ExportProject,
  { redact }: ExportOptions,
): ExportProject & Pick<RedactedSource, 'pseudonyms'> {
  const none = { source: project.read, pseudonyms: [] };
  const { source, pseudonyms } = redact.length === 0 ? none : redactSource(project.read, redact);
  return {
    read: source,
    pseudonyms,
    onStep: (listener) => project.onStep(listener),
    whenFree: (work) => project.whenFree(work),
    isStoring: () => project.isStoring(),
  };
}

/** Every format that can be written, in the order in which they are shown. */
export function listExportFormats(): readonly ExportFormatView[] {
  return [jsonFormat, buildCsvFormat('exact'), ...exchangeFormats].map(toView);
}

function toView(format: ExchangeFormat): ExportFormatView {
  const { id, name, summary, extension, offsetUnit, offsetUnits = [], losses } = format;
  const isOwn = !exchangeFormats.includes(format);
  const isCompared = isOwn || Boolean(format.read && format.holds);
  return { id, name, summary, extension, offsetUnit, offsetUnits, losses, isCompared };
}

/** How an export is written. */
interface Way {
  readonly format: ExchangeFormat;
  /** Formats of our own in one piece have writers of their own, without a manifest and with counts of every table. */
  readonly isOwn: boolean;
}

/** @throws Refusal `bad_input` for the id of no format, and for a unit that it does not count in. */
function findWay(options: ExportOptions): Way {
  const way = findFormat(options);
  const { name, offsetUnit, offsetUnits = [] } = way.format;
  const wanted = options.offsetUnit;
  if (wanted === null || wanted === offsetUnit || offsetUnits.includes(wanted)) return way;
  throw new Refusal('bad_input', `${name} leaves no choice of what positions are counted in.`);
}

function findFormat({ format: id, spreadsheet, split }: ExportOptions): Way {
  const own = [jsonFormat, buildCsvFormat(spreadsheet ? 'spreadsheet' : 'exact')];
  const ownFormat = own.find((format) => format.id === id);
  if (ownFormat) return { format: ownFormat, isOwn: split === null };
  const format = exchangeFormats.find((candidate) => candidate.id === id);
  if (format) return { format, isOwn: false };
  const ids = listExportFormats().map((known) => known.id);
  throw new Refusal('bad_input', `There is no format “${id}”. Use one of ${ids.join(', ')}.`);
}

/** Do the work on one state of the project; anew when a step came in between. */
async function runUnchanged<Value>(
  start: () => ExportRun,
  work: (run: ExportRun) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    const run = start();
    try {
      return await work(run);
    } catch (error) {
      if (!(error instanceof ProjectChanged)) throw error;
      if (attempt === attempts) {
        throw new Refusal(
          'conflict',
          'The project kept changing while it was exported. Wait until other work has ended and try again.',
        );
      }
    } finally {
      run.stop();
    }
  }
}
