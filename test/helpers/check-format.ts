import fc from 'fast-check';
import { expect } from 'vitest';
import type { Dataset } from '../../shared/formats/dataset.ts';
import { datasets } from './datasets.ts';

/** A format as the law sees it. */
export interface FormatUnderTest<File> {
  readonly write: (dataset: Dataset) => File | Promise<File>;
  /** What a reader of the file finds; rejects or throws when it finds a fault. */
  readonly read: (file: File) => unknown;
  /** What the format keeps of a dataset: all of it, but for its declared losses. */
  readonly kept: (dataset: Dataset) => unknown;
  readonly runs?: number;
}

/**
 * The law of formats, on generated projects: what was written and read back is what was there, but for declared losses, and
 * writing is deterministic.
 */
export async function checkFormat<File>(format: FormatUnderTest<File>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(datasets(), async (dataset) => {
      const file = await format.write(dataset);
      expect(await format.read(file)).toEqual(format.kept(dataset));
      expect(await format.write(dataset)).toEqual(file);
    }),
    { numRuns: format.runs ?? 100 },
  );
}
