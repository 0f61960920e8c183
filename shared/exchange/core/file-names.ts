/** Longest name in UTF-8 bytes: file systems take 255, and endings and a number are added. */
const nameBytes = 120;
/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** Path separators, what Windows forbids, what breaks lines or hides, and lone surrogates. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"/\\|?*%]/gu;

/**
 * A title as the name of a file on any system, without ending: no path, no reserved name, never hidden, at most 120 bytes of
 * UTF-8. `article` when nothing is left of it.
 */
export function toFileName(title: string): string {
  const plain = title.normalize('NFC').replace(unsafe, ' ').replace(/\s+/g, ' ');
  let name = '';
  let bytes = 0;
  for (const character of plain.replace(/^[\s.~-]+/, '')) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > nameBytes) break;
    name += character;
  }
  name = name.replace(/[\s.]+$/, '');
  if (name === '') return 'article';
  return reserved.test(name) ? `article ${name}` : name;
}

/** Names that the exporter gives to files of its own. */
const ownNames = ['manifest'];

/** Names for the articles of one folder: each title gets one that no other has, also where case does not count. */
export function createFileNamer(): (title: string) => string {
  const taken = new Set(ownNames);
  const counts = new Map<string, number>();
  return (title) => {
    const plain = toFileName(title);
    const key = plain.toLowerCase();
    let name = plain;
    for (let i = counts.get(key) ?? 1; taken.has(name.toLowerCase());) {
      i += 1;
      counts.set(key, i);
      name = `${plain} ${i}`;
    }
    taken.add(name.toLowerCase());
    return name;
  };
}
