/** Every code a `Failure` may carry. Stable: scripts and tests match on them. */
export const errorCodes = [
  'bad_input', // input of a channel, command or file does not fit its schema
  'not_found', // the named row or file does not exist
  'conflict', // the row has changed since, or an id is taken by something else
  'refused', // a rule of the domain forbids it
  'nothing_to_undo',
  'nothing_to_redo',
  'read_only', // the project is open for reading only
  'locked', // another process has the project open
  'not_a_project', // the file is not a Quotemark project
  'newer_version', // the file was written by a later version of the application
  'damaged', // the project file fails its checks
  'moved', // the project file was moved, replaced or changed under the application
  'disk_full',
  'file_access', // permission, missing folder, device error
  'unsupported_file', // binary or otherwise unreadable as the named format
  'bad_encoding', // the bytes are not text in any supported encoding
  'too_large', // a limit on size or count is passed
  'cancelled',
  'engine_stopped', // the process that holds the project ended; it is being restarted
  'usage', // wrong use of the command line
  'internal', // a fault of the application itself
] as const;

export type ErrorCode = (typeof errorCodes)[number];
