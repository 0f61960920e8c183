import path from 'node:path';
import { argumentAt, type CliCommand } from './command.ts';
import { makeProject } from './session.ts';

/** `new FILE [--name NAME]`. */
export const newCommand: CliCommand = {
  name: 'new',
  usage: 'FILE.quotemark [--name NAME]',
  summary: 'Make an empty project.',
  options: { name: { type: 'string' } },
  count: [1, 1],
  run(call) {
    const file = argumentAt(call, 0);
    const { name } = call.options;
    const shown =
      typeof name === 'string' && name.trim() !== '' ? name.trim() : path.parse(file).name;
    const made = makeProject(call.io, file, shown);
    return {
      value: { path: made.path, name: shown },
      text: `Made the project “${shown}” in ${file}.`,
      problem: null,
    };
  },
};
