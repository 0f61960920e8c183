import type { ExportFormatView } from '../../shared/contract/views.ts';
import { listExportFormats } from '../files/export.ts';
import type { CliCommand } from './command.ts';

/** `formats`: what `export` can write. */
export const formatsCommand: CliCommand = {
  name: 'formats',
  usage: '',
  summary:
    'List the formats that “export” writes: id, files, unit of positions, what each leaves out.',
  options: {},
  count: [0, 0],
  run() {
    const formats = listExportFormats();
    return {
      value: {
        formats: formats.map(({ id, name, summary, extension, losses, isCompared, ...units }) => {
          const view = { id, name, summary, extension, offset_unit: units.offsetUnit };
          return {
            ...view,
            offset_units: [...units.offsetUnits],
            losses: [...losses],
            read_back: isCompared,
          };
        }),
      },
      text: formats.map(describe).join('\n'),
      problem: null,
    };
  },
};

const unitNames = {
  'code point': 'positions in code points',
  'utf-16': 'positions in UTF-16 units',
  token: 'positions in tokens',
  none: 'no positions',
} as const;

function describe(format: ExportFormatView): string {
  const { id, name, summary, extension, offsetUnit, offsetUnits, losses, isCompared } = format;
  const facts = [
    extension === null ? 'a folder' : `a file ${extension}`,
    `${unitNames[offsetUnit]}${offsetUnits.length > 0 ? ' or as --offsets says' : ''}`,
    ...(isCompared ? ['read back and compared'] : []),
  ];
  return [
    `${id.padEnd(12)} ${name}: ${summary}`,
    `             ${facts.join(', ')}`,
    ...losses.map((loss) => `             leaves out: ${loss}`),
  ].join('\n');
}
