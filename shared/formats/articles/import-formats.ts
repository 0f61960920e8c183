/** A format that articles are read from. */
export interface ImportFormatInfo {
  /** For a person: `Word document`. */
  readonly name: string;
  /** File extensions without the dot, lower case. */
  readonly extensions: readonly string[];
}

/** Formats that `import` reads, by the name that `--format` takes. `auto` goes by content, then by extension. */
export const importFormats = {
  text: { name: 'plain text', extensions: ['txt', 'text', 'asc'] },
  markdown: {
    name: 'Markdown',
    extensions: ['md', 'markdown', 'mdown', 'mkd', 'mkdn', 'mdx', 'qmd'],
  },
  html: { name: 'web page', extensions: ['html', 'htm', 'xhtml'] },
  docx: { name: 'Word document', extensions: ['docx', 'docm'] },
  rtf: { name: 'rich text (RTF)', extensions: ['rtf'] },
  odt: { name: 'OpenDocument text', extensions: ['odt', 'ott', 'fodt'] },
  epub: { name: 'EPUB', extensions: ['epub'] },
  pdf: { name: 'PDF', extensions: ['pdf'] },
  email: { name: 'e-mail', extensions: ['eml'] },
  csv: { name: 'table (CSV, TSV)', extensions: ['csv', 'tsv', 'tab'] },
  json: { name: 'JSON', extensions: ['json'] },
  jsonl: { name: 'JSON lines', extensions: ['jsonl', 'ndjson'] },
  parquet: { name: 'table (Parquet)', extensions: ['parquet'] },
  feed: { name: 'feed (RSS, Atom)', extensions: ['rss', 'atom', 'rdf'] },
  newsml: { name: 'NewsML-G2', extensions: ['newsml'] },
  nitf: { name: 'NITF', extensions: ['nitf'] },
  xml: { name: 'news in XML', extensions: ['xml'] },
} as const satisfies Readonly<Record<string, ImportFormatInfo>>;

export type ImportFormatName = keyof typeof importFormats;

/** How to read a file; `auto` goes by its content and name. */
export type ImportFormat = 'auto' | ImportFormatName;

/** Values of `--format` and of the contract, `auto` first. */
export const importFormatNames: readonly [ImportFormat, ...ImportFormat[]] = [
  'auto',
  // The keys of an object that the compiler knows the keys of.
  ...(Object.keys(importFormats) as ImportFormatName[]),
];

/** Extensions that a folder is searched for. */
export const importExtensions: readonly string[] = [
  ...Object.values<ImportFormatInfo>(importFormats).flatMap(({ extensions }) => extensions),
  // Files with marks.
  'jsonld',
  'ann',
  'conll',
  'iob',
  'iob2',
  'bio',
  'qdpx',
  'qde',
];

/** The format that a file's extension names; null when it names none or several. */
export function formatOfName(fileName: string): ImportFormatName | null {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  for (const name of importFormatNames) {
    if (name === 'auto') continue;
    const { extensions }: ImportFormatInfo = importFormats[name];
    if (extensions.includes(extension)) return name;
  }
  return null;
}
