import { argumentAt, type CliCommand } from './command.ts';
import { withProject } from './session.ts';

/** `info FILE`. */
export const infoCommand: CliCommand = {
  name: 'info',
  usage: 'FILE.quotemark',
  summary: 'Say what a project holds.',
  options: {},
  count: [1, 1],
  run(call) {
    const options = { readOnly: true, trusted: true };
    return withProject(call.io, argumentAt(call, 0), options, async (session) => {
      const { project, annotators, counts, fileName, sizeBytes, notices } = await session.call(
        'project.get',
        {},
      );
      const lines = Object.entries(counts).map(([name, count]) => {
        // Keys of counts are English words, `claimMarks` the only one of two.
        return `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).padEnd(12)} ${count}`;
      });
      return {
        value: {
          id: project.id,
          name: project.name,
          description: project.description,
          fileName,
          sizeBytes,
          annotators: annotators.map(({ id, name }) => ({ id, name })),
          counts: { ...counts },
          notices,
        },
        text: [`${project.name} (${fileName}, ${sizeBytes} bytes)`, ...lines, ...notices].join(
          '\n',
        ),
        problem: null,
      };
    });
  },
};
