/** A text as a cell of a tab-separated file: line ends, tabs, other controls and `\` are escaped as in JSON. */
export function escapeCell(text: string): string {
  return text.replace(/[\\\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\\') return '\\\\';
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The text of such a cell. A `\` that escapes nothing stands for itself. */
export function unescapeCell(cell: string): string {
  return cell.replace(/\\(?:u([0-9a-f]{4})|([nt\\]))/g, (_, hex: string | undefined, letter) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\';
  });
}
