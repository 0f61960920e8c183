/** Text between tags and in attributes: everything that HTML reads as markup is written as a reference. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(/\r/g, '&#13;');
}

/** An element with escaped text; nothing for an empty one. */
export function writeText(tag: string, className: string, text: string): string {
  return text === '' ? '' : `<${tag} class="${className}" dir="auto">${escapeHtml(text)}</${tag}>`;
}

/** Texts one beside the other, each with a direction of its own: a date keeps its order beside Arabic. */
export function writeParts(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `<bdi>${escapeHtml(part)}</bdi>`)
    .join(' · ');
}

/**
 * The beginning of a page that loads nothing and runs nothing.
 *
 * @param style Of ours: never text of a project.
 */
export function writePageStart(title: string, style: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
${style}</style>
</head>
<body>
`;
}

/** The end of a page. */
export const pageEnd = '</body>\n</html>\n';
