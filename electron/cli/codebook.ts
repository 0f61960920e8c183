import { codebookFormats } from '../../shared/exchange/codebook/codebook-formats.ts';
import { Refusal } from '../../shared/util/result.ts';
import {
  argumentAt,
  choiceOf,
  textOf,
  type CliCall,
  type CliCommand,
  type CliOutcome,
} from './command.ts';
import { resolvePath, withProject } from './session.ts';

/** `codebook export FILE --format json|csv|qdc|html --out PATH`, `codebook import FILE PATH [--replace]`. */
export const codebookCommand: CliCommand = {
  name: 'codebook',
  usage:
    'export FILE.quotemark --format json|csv|qdc|html --out PATH | import FILE.quotemark PATH [--replace]',
  summary:
    'Write the codebook alone, or add what another one has and this lacks; --replace takes the other one in its place.',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    replace: { type: 'boolean' },
  },
  count: [2, 3],
  run(call) {
    const verb = argumentAt(call, 0);
    if (verb === 'export') return exportFrom(call);
    if (verb === 'import') return importInto(call);
    throw new Refusal('usage', `codebook cannot “${verb}”; it can export and import.`);
  },
};

async function exportFrom(call: CliCall): Promise<CliOutcome> {
  const format = choiceOf(call, 'format', codebookFormats);
  const target = textOf(call, 'out');
  if (call.arguments.length > 2) throw new Refusal('usage', 'Too many arguments.');
  if (call.options['replace'] === true) throw new Refusal('usage', '--replace goes with import.');
  return withProject(call.io, argumentAt(call, 1), { readOnly: true }, async (session) => {
    const { sizeBytes, losses } = await session.call('codebook.export', { format, target });
    return {
      value: { format, sizeBytes, losses: [...losses] },
      text: [
        `Wrote the codebook to ${target}, ${sizeBytes} bytes.`,
        ...losses.map((loss) => `Not in it: ${loss}`),
      ].join('\n'),
      problem: null,
    };
  });
}

async function importInto(call: CliCall): Promise<CliOutcome> {
  const source = argumentAt(call, 2);
  const replace = call.options['replace'] === true;
  return withProject(call.io, argumentAt(call, 1), { readOnly: false }, async (session) => {
    const grant = resolvePath(call.io, source);
    const done = await session.call('codebook.import', { source: grant, replace });
    const { added, changed, removed, version } = done;
    return {
      value: { ...done },
      text:
        added + changed + removed === 0
          ? 'Everything in it is there already.'
          : `${added} added, ${changed} changed, ${removed} removed. The codebook has version ${version} now.`,
      problem: null,
    };
  });
}
