import type { Grant } from '../../shared/contract/shell.ts';

/** Where an import takes its files from: a dialog that is still to be shown, or files that were dropped. */
export type ImportSource =
  | { readonly kind: 'pick'; readonly folder: boolean }
  | { readonly kind: 'grants'; readonly grants: readonly Grant[] };
