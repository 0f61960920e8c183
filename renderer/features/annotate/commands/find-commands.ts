import type { AnnotateParts, Makers } from './make.ts';

/** Find in the open article. */
export function buildFindCommands(parts: AnnotateParts, { command }: Makers) {
  const find = () => parts.find;
  const windows = (...chords: string[]) => ({ win32: chords, linux: chords });
  return [
    command({
      id: 'find.open',
      label: 'Find in article…',
      menu: 'Edit',
      section: 3,
      context: 'global',
      keys: ['Mod+F'],
      run: () => find().open(),
    }),
    command({
      id: 'find.slash',
      label: 'Find in article…',
      menu: 'Edit',
      section: 3,
      keys: ['/'],
      keyOnly: true,
      run: () => find().open(),
    }),
    command({
      id: 'find.next',
      label: 'Find next',
      menu: 'Edit',
      section: 3,
      context: 'global',
      keys: ['Mod+G'],
      platformKeys: windows('Mod+G', 'F3'),
      repeats: true,
      run: () => find().step(1),
    }),
    command({
      id: 'find.previous',
      label: 'Find previous',
      menu: 'Edit',
      section: 3,
      context: 'global',
      keys: ['Mod+Shift+G'],
      platformKeys: windows('Mod+Shift+G', 'Shift+F3'),
      repeats: true,
      run: () => find().step(-1),
    }),
  ];
}
