import path from 'node:path';
import {
  writeFileAtomically,
  writeFolderAtomically,
  writeTextFile,
  type TextSink,
} from '../../../electron/files/atomic.ts';

/** Starts to write a file or a folder, says so, and never ends: for being killed. */
const [, , kind, target = ''] = process.argv;
const write = async (sink: TextSink) => {
  await sink.append('half of it');
  process.stdout.write('writing\n');
  setInterval(() => undefined, 1000);
  await new Promise(() => undefined);
};
if (kind === 'file') await writeFileAtomically(target, write);
else {
  const fill = (folder: string) => writeTextFile(path.join(folder, 'x.csv'), write);
  await writeFolderAtomically(target, async () => true, fill);
}
