/**
 * Text that Markdown shows as it stands: no emphasis, links, lists, headings or HTML. Line ends within it are hard breaks, empty
 * lines begin paragraphs.
 *
 * @see CommonMark 0.31, backslash escapes and entity references
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(?:\r\n?|\n)(?:[^\S\r\n]*(?:\r\n?|\n))+/)
    .map((paragraph) =>
      paragraph
        .split(/\r\n?|\n/)
        .map((line) => escapeStart(escapeInline(line.trimEnd())))
        .filter((line) => line !== '')
        .join('\\\n'),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** The same on one line: for headings, table cells and list items. */
export function escapeMarkdownLine(text: string): string {
  return escapeStart(escapeInline(text.replace(/\s+/g, ' ').trim()));
}

function escapeInline(line: string): string {
  return line.replace(/[\\`*_[\]<>|~$]/g, '\\$&').replace(/&/g, '&amp;');
}

/** What a line may not begin with: a heading, a list, a rule, a quote, a fence, code by indentation. */
function escapeStart(line: string): string {
  return line
    .replace(/^[ \t]+/, (space) => '&#32;'.repeat(space.length))
    .replace(/^([#+\-=:])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
