/** Words that stand for a character. */
export const characters: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['qmspace', '\u2005'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
  ['zwbo', '\u200b'],
  ['ltrmark', '\u200e'],
  ['rtlmark', '\u200f'],
]);
/** Characters that a backslash stands before, and those that they stand for. */
export const symbols: ReadonlyMap<string, string> = new Map([
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
]);
/** Code pages that a word at the beginning of a file names. */
export const codePages: ReadonlyMap<string, number> = new Map([
  ['ansi', 1252],
  ['mac', 10000],
  ['pc', 437],
  ['pca', 850],
]);

/** Code pages by the charset number of a font. @see RTF Specification 1.9.1, "Font Table", `\fcharset` */
const charsetPages: ReadonlyMap<number, number> = new Map([
  [0, 1252],
  [2, 1252],
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
  [254, 437],
  [255, 850],
]);

/** The code page of a font's charset; null for one that says nothing of it. */
export function pageOfCharset(charset: number): number | null {
  return charsetPages.get(charset) ?? null;
}

const labels: ReadonlyMap<number, string> = new Map([
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gb18030'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10000, 'macintosh'],
  [10007, 'x-mac-cyrillic'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

/** The upper halves of the pages of DOS, which no decoder of the platform has. */
const dosPages: ReadonlyMap<number, string> = new Map([
  [
    437,
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ],
  [
    850,
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ˙┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ],
]);

/** Whether text of a code page can be read. */
export function isKnownPage(page: number): boolean {
  return labelOf(page) !== null || dosPages.has(page);
}

/** Bytes of a code page as text, with U+FFFD for what is none in it. A page that is not known is read as Windows-1252. */
export function decodePage(page: number, bytes: Uint8Array): string {
  const upper = dosPages.get(page);
  if (upper !== undefined) {
    return Array.from(bytes, (byte) =>
      byte < 128 ? String.fromCharCode(byte) : (upper[byte - 128] ?? ''),
    ).join('');
  }
  return new TextDecoder(labelOf(page) ?? 'windows-1252', { ignoreBOM: true }).decode(bytes);
}

function labelOf(page: number): string | null {
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  return labels.get(page) ?? null;
}
