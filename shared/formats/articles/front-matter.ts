import type { MetadataCollector } from './article-metadata.ts';
import { readNamedValue } from './header-lines.ts';

/** The lines of a front matter block and where the text after it begins. */
export interface FrontMatter {
  /** Lines between the fences, the first of them line 2 of the text. */
  readonly lines: readonly string[];
  /** Number of lines with both fences: the text begins after them. */
  readonly lineCount: number;
}

/** A `key: value` line, of YAML or (with `=`) of TOML. */
const entry = /^([\p{L}\p{N}_ -]{1,40}?)\s*[:=](?:\s+(.*)|\s*)$/u;

/** Find a front matter block, fenced by `---` (YAML) or `+++` (TOML), at the head of a text; null when there is none. */
export function findFrontMatter(text: string): FrontMatter | null {
  const fence = /^(---|\+\+\+)[ \t]*\n/.exec(text)?.[1];
  if (fence === undefined) return null;
  const lines = text.split('\n');
  const end = lines.findIndex(
    (line, i) => i > 0 && (line.trimEnd() === fence || line.trimEnd() === '...'),
  );
  if (end < 1) return null;
  const inside = lines.slice(1, end);
  // Between two thematic breaks stands prose, not keys.
  if (!inside.some((line) => entry.test(line)) && inside.some((line) => line.trim() !== ''))
    return null;
  return { lines: inside, lineCount: end + 1 };
}

/**
 * Read simple front matter: `key: value`, quoted values, `[a, b]`, and `- item` lines under a key. A key that we do not know
 * is reported as a note; nothing is evaluated.
 */
export function readFrontMatter(matter: FrontMatter, collector: MetadataCollector): void {
  matter.lines.forEach((line, i) => {
    if (line.trim() === '' || /^\s*#/.test(line) || /^\s/.test(line) || line.startsWith('- '))
      return;
    const match = entry.exec(line);
    if (match === null) {
      collector.addNote(`Line ${i + 2} of the front matter was not understood: ${line}`);
      return;
    }
    const key = match[1] ?? '';
    const value = unquote(match[2] ?? '') || listBelow(matter.lines, i + 1).join(', ');
    const named = readNamedValue(key, value);
    if (named === null) {
      collector.addNote(`The front matter key «${key}» was not used: ${value}`);
      return;
    }
    named.findings.forEach((finding) => collector.add(finding, i + 2));
    if (named.tags.length > 0) collector.addTags(named.tags, i + 2);
    if (named.note !== null) collector.addNote(named.note);
  });
}

/** Items of a list that stands under its key, each in a line. */
function listBelow(lines: readonly string[], from: number): string[] {
  const items: string[] = [];
  for (const line of lines.slice(from)) {
    const item = /^\s*-\s+(.+)$/.exec(line)?.[1];
    const isIndented = /^\s+\S/.test(line);
    if (item === undefined && !isIndented) break;
    items.push(unquote(item ?? line.trim()));
  }
  return items;
}

function unquote(raw: string): string {
  const value = raw.trim();
  const quoted = /^"(.*)"$|^'(.*)'$/.exec(value);
  if (quoted !== null)
    return (quoted[1] ?? quoted[2] ?? '').replace(/\\"/g, '"').replace(/''/g, "'");
  const list = /^\[(.*)\]$/.exec(value)?.[1];
  return list === undefined ? value : list.split(',').map(unquote).join(', ');
}
