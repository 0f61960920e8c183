import path from 'node:path';

/** Files named on a command line or handed over by the system, by what is done with them. */
export interface OpenedFiles {
  readonly projects: readonly string[];
  readonly articles: readonly string[];
}

/** Extension of a project file. */
export const projectExtension = '.quotemark';

/** True for the name of a project file. */
export function isProjectFile(file: string): boolean {
  return path.extname(file).toLowerCase() === projectExtension;
}

/** Sort files into projects, which are opened, and articles, which are imported. */
export function sortFiles(files: readonly string[]): OpenedFiles {
  return {
    projects: files.filter(isProjectFile),
    articles: files.filter((file) => !isProjectFile(file)),
  };
}

/**
 * The person's own arguments of a command line.
 *
 * @param argv Whole command line, as in `process.argv` or in the event of a second instance.
 * @param appPath The application's folder when a bare Electron was told to run it, else null: then there is no such argument.
 */
export function listOwnArguments(argv: readonly string[], appPath: string | null): string[] {
  const rest = argv.slice(1);
  if (appPath === null) return rest;
  const at = rest.findIndex((arg) => !arg.startsWith('-') && path.resolve(arg) === appPath);
  // A second instance gives Chromium's own switches first and in any order, but arguments keep theirs.
  return at < 0 ? rest : rest.toSpliced(at, 1);
}

/** Files among a person's arguments, made absolute. What is no existing file or folder is left out. */
export function listFiles(
  args: readonly string[],
  workingFolder: string,
  exists: (file: string) => boolean,
): string[] {
  return args
    .filter((arg) => arg !== '' && !arg.startsWith('-'))
    .map((arg) => path.resolve(workingFolder, arg))
    .filter((file) => exists(file));
}

/** Commands of the command line, as a shipped application takes them: `quotemark export ...`. */
const cliCommands = new Set(['new', 'import', 'export', 'check', 'info', 'schema', 'help']);

/**
 * The arguments of a command line command; null when the person wants a window. Switches before the command are Chromium's.
 *
 * @param args The person's own arguments.
 */
export function findCliArguments(args: readonly string[]): readonly string[] | null {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  return cliCommands.has(args[at] ?? '') ? args.slice(at) : null;
}

/** A name that is one on every platform: without separators, reserved characters and outer dots. */
export function safeName(name: string): string {
  const safe = name
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return safe || 'Untitled';
}
