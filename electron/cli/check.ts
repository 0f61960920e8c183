import { argumentAt, type CliCommand } from './command.ts';
import { withProject } from './session.ts';
import { writeCount } from '../../shared/util/write-count.ts';

/** `check FILE`. */
export const checkCommand: CliCommand = {
  name: 'check',
  usage: 'FILE.quotemark',
  summary: 'Check a project: the file, every row, every link, text[start:end] of every segment.',
  options: {},
  count: [1, 1],
  run(call) {
    // Trusted on opening: all that opening would check is checked here, with every fault listed.
    const options = { readOnly: true, trusted: true };
    return withProject(call.io, argumentAt(call, 0), options, async (session) => {
      const { faults, checked } = await session.call('project.check', {});
      const count = [
        writeCount(checked.rows, 'row'),
        writeCount(checked.segments, 'segment'),
        writeCount(checked.articles, 'article'),
      ].join(', ');
      const message =
        faults.length === 1 ? '1 fault was found.' : `${faults.length} faults were found.`;
      return {
        value: { faults: faults.map((fault) => ({ ...fault })), checked: { ...checked } },
        text:
          faults.length === 0
            ? `No faults. Checked ${count}.`
            : [
                ...faults.map((fault) => `${fault.part}: ${fault.where}: ${fault.message}`),
                `${message} Checked ${count}.`,
              ].join('\n'),
        problem: faults.length === 0 ? null : { code: 'damaged', message },
      };
    });
  },
};
