import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** File name of the sample project. */
export const sampleFileName = 'Sample project.quotemark';

/**
 * Where the sample project lives: in a folder of ours among the person's documents, where it can be found again, else in the
 * application's own folder.
 */
export async function chooseSamplePlace(
  documents: string | null,
  ownFolder: string,
): Promise<string> {
  if (documents) {
    const folder = path.join(documents, 'Quotemark');
    try {
      // Only the last step is made: a documents folder that is not there is not wanted.
      await mkdir(folder).catch(async (error: unknown) => {
        if (!(await stat(folder)).isDirectory()) throw error;
      });
      await access(folder, constants.W_OK);
      return path.join(folder, sampleFileName);
    } catch {
      // Not there or not ours to write in: the other place does as well.
    }
  }
  await mkdir(ownFolder, { recursive: true });
  return path.join(ownFolder, sampleFileName);
}
