import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** One import, export-from or dynamic import of a source file. */
export interface Import {
  /** Importing file, relative to the project, with `/`. */
  readonly from: string;
  /** Path of the imported file relative to the project, or the name of a package, `@tiptap/pm/state`, `node:fs`. */
  readonly to: string;
  readonly isFile: boolean;
  /** Erased at run time. */
  readonly isType: boolean;
}

/** A source file of the project. */
export interface Source {
  /** Relative to the project, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** All files below the folders whose names match, without what is built or installed. */
export function listSources(folders: readonly string[], names = /\.(ts|tsx|mjs)$/): Source[] {
  return folders
    .flatMap((folder) => listFiles(folder))
    .filter((file) => names.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** All folders below the folders, themselves included. */
export function listFolders(folder: string): string[] {
  const below = readdirSync(path.join(root, folder), { withFileTypes: true });
  const inside = below.filter((entry) => entry.isDirectory() && isOurs(entry.name));
  return [folder, ...inside.flatMap((entry) => listFolders(`${folder}/${entry.name}`))];
}

const statement =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*$\s{},]+?\s+from\s*)?(['"])([^'"\n]+)\2/gm;
const dynamic = /\b(?:import|require|require\.resolve)\(\s*(['"])([^'"\n]+)\1\s*\)/g;

/** What a source imports. Comments are not read; imports written in strings would be. */
export function listImports({ file, text }: Source): Import[] {
  const code = withoutComments(text);
  const found = [
    ...[...code.matchAll(statement)].map((match) => ({ to: match[3], isType: !!match[1] })),
    ...[...code.matchAll(dynamic)].map((match) => ({ to: match[2], isType: false })),
  ];
  return found.map(({ to = '', isType }) => {
    const isFile = to.startsWith('.');
    const target = isFile ? path.posix.join(path.posix.dirname(file), to) : to;
    return { from: file, to: target, isFile, isType };
  });
}

/** The code with its comments blanked, line numbers kept. Good enough for this project's own code; not a parser. */
export function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** `@tiptap/pm/state` -> `@tiptap/pm`, `node:fs/promises` -> `node:fs/promises`. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function listFiles(folder: string): string[] {
  const at = path.join(root, folder);
  if (!statSync(at, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(at, { withFileTypes: true })
    .filter((entry) => isOurs(entry.name))
    .flatMap((entry) => {
      const inside = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(inside) : [inside];
    });
}

function isOurs(name: string): boolean {
  return name !== 'node_modules' && name !== 'out' && !name.startsWith('.');
}
