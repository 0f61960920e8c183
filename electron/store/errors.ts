import type { ErrorCode } from '../../shared/util/error-codes.ts';
import { fail, type Failure } from '../../shared/util/result.ts';

interface Meaning {
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * What SQLite's and the system's error codes mean to a person; the first prefix that fits counts. Busy, permission and
 * device errors are never called damage.
 */
const meanings: readonly (readonly [string, Meaning])[] = [
  [
    'SQLITE_FULL',
    {
      code: 'disk_full',
      message: 'The disk is full. Nothing of this step was saved; free some space and try again.',
    },
  ],
  ['ENOSPC', { code: 'disk_full', message: 'The disk is full. Free some space and try again.' }],
  [
    'SQLITE_BUSY',
    {
      code: 'locked',
      message: 'Another program is using the project file right now. Try again in a moment.',
    },
  ],
  [
    'SQLITE_LOCKED',
    {
      code: 'locked',
      message: 'The project file is in use by another part of the application. Try again.',
    },
  ],
  [
    'SQLITE_READONLY_DBMOVED',
    {
      code: 'moved',
      message: 'The project file was moved, renamed or replaced while it was open.',
    },
  ],
  [
    'SQLITE_READONLY',
    {
      code: 'read_only',
      message: 'The project file cannot be written. Save a copy elsewhere to work on it.',
    },
  ],
  ['EROFS', { code: 'read_only', message: 'The place is on a volume that cannot be written.' }],
  ['SQLITE_CORRUPT', { code: 'damaged', message: 'The project file is damaged.' }],
  ['SQLITE_NOTADB', { code: 'not_a_project', message: 'The file is not a Quotemark project.' }],
  [
    'SQLITE_CONSTRAINT_FOREIGNKEY',
    {
      code: 'conflict',
      message:
        'Something else still refers to a row that this would remove, or names one that is not there.',
    },
  ],
  [
    'SQLITE_CONSTRAINT',
    { code: 'conflict', message: 'A row with the same id or place is there already.' },
  ],
  ['SQLITE_TOOBIG', { code: 'too_large', message: 'A text is too long to be stored.' }],
  [
    'SQLITE_CANTOPEN',
    {
      code: 'file_access',
      message:
        'The project file cannot be opened. Check that it is there and that you may read it.',
    },
  ],
  [
    'SQLITE_PERM',
    { code: 'file_access', message: 'The system does not permit access to the project file.' },
  ],
  [
    'SQLITE_AUTH',
    { code: 'file_access', message: 'The system does not permit access to the project file.' },
  ],
  [
    'SQLITE_IOERR',
    { code: 'file_access', message: 'The disk reported an error while the project file was used.' },
  ],
  ['ENOENT', { code: 'not_found', message: 'The file or folder does not exist.' }],
  ['EISDIR', { code: 'file_access', message: 'That is a folder, not a file.' }],
  ['ENOTDIR', { code: 'file_access', message: 'A part of the path is not a folder.' }],
  [
    'EACCES',
    { code: 'file_access', message: 'The system does not permit access to the file or folder.' },
  ],
  [
    'EPERM',
    { code: 'file_access', message: 'The system does not permit access to the file or folder.' },
  ],
  ['EEXIST', { code: 'conflict', message: 'There is already a file of that name.' }],
  ['EBUSY', { code: 'file_access', message: 'The file is in use by another program.' }],
  ['EIO', { code: 'file_access', message: 'The disk reported an error.' }],
];

/** What an error of SQLite or of the file system means to a person; null when it is neither. */
export function toStoreFailure(error: unknown): Failure | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return null;
  const { code } = error;
  const meaning = meanings.find(([prefix]) => code.startsWith(prefix))?.[1];
  return meaning ? fail(meaning.code, meaning.message, { cause: code }).error : null;
}
