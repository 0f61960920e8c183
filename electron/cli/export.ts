import { argumentAt, choiceOf, textOf, type CliCommand } from './command.ts';
import { withProject } from './session.ts';
import { Refusal } from '../../shared/util/result.ts';

/** `export FILE --format json|csv --out PATH [--spreadsheet]`. */
export const exportCommand: CliCommand = {
  name: 'export',
  usage: 'FILE.quotemark --format json|csv --out PATH [--spreadsheet]',
  summary:
    'Write a project as one JSON file or as a folder of CSV files; a former export at PATH is replaced.',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    spreadsheet: { type: 'boolean' },
  },
  count: [1, 1],
  run(call) {
    const format = choiceOf(call, 'format', ['json', 'csv']);
    const target = textOf(call, 'out');
    const spreadsheet = call.options['spreadsheet'] === true;
    if (spreadsheet && format !== 'csv') {
      throw new Refusal('usage', '--spreadsheet goes with --format csv.');
    }
    return withProject(call.io, argumentAt(call, 0), { readOnly: true }, async (session) => {
      const report = await session.call('export.write', { format, spreadsheet, target });
      const files = report.files.map((file) => ({ ...file }));
      return {
        value: { ...report, files },
        text: [
          `Wrote ${report.articles} articles with ${report.annotations} annotations to ${target}.`,
          ...files.map(({ name, sizeBytes, rows }) => {
            return `  ${name}: ${rows === null ? '' : `${rows} rows, `}${sizeBytes} bytes`;
          }),
          ...report.losses.map((loss) => `Not in it: ${loss}`),
        ].join('\n'),
        problem: null,
      };
    });
  },
};
