/** What one room may import, besides itself. */
export interface Room {
  /** Rooms. A name with `/*` at its end stands for all below it; one of a file for that file alone. */
  readonly rooms: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[];
  /** Packages; `node:*` for Node's own. */
  readonly packages?: readonly string[];
}

const tiptap = [
  '@tiptap/core',
  '@tiptap/extension-blockquote',
  '@tiptap/extension-bold',
  '@tiptap/extension-document',
  '@tiptap/extension-hard-break',
  '@tiptap/extension-heading',
  '@tiptap/extension-italic',
  '@tiptap/extension-link',
  '@tiptap/extension-list',
  '@tiptap/extension-paragraph',
  '@tiptap/extension-text',
  '@tiptap/extensions',
  '@tiptap/pm',
  '@tiptap/react',
];
const lists = ['@tanstack/react-query', '@tanstack/react-virtual'];

/** Inside `shared/` imports run one way: each room may import those of the lines before its own. */
export const sharedOrder: readonly (readonly string[])[] = [
  ['util'],
  ['text'],
  ['codebook'],
  ['records'],
  ['anchoring', 'quotations', 'claims', 'search'],
  ['detect', 'agreement', 'merge', 'formats'],
  ['exchange'],
  ['commands', 'sample'],
  ['contract'],
];

/** Third-party packages that may enter `shared/`, by room. Each must run without Node and without a DOM. */
export const sharedPackages: Readonly<Record<string, readonly string[]>> = {
  util: ['zod'],
  codebook: ['zod'],
  commands: ['zod'],
  contract: ['zod'],
  exchange: ['fflate', 'hyparquet', 'hyparquet-writer', 'saxes', 'yaml', 'zod'],
  formats: ['franc-min', 'markdown-it', 'zod'],
  records: ['zod'],
};

const sharedRooms = Object.fromEntries(
  sharedOrder.flatMap((line, index) =>
    line.map((name): [string, Room] => [
      `shared/${name}`,
      {
        rooms: sharedOrder
          .slice(0, index)
          .flat()
          .map((below) => `shared/${below}`),
        packages: sharedPackages[name] ?? [],
      },
    ]),
  ),
);

/** Every room of the program and what it may import. A folder that is not here has no place in the program. */
export const rooms: Readonly<Record<string, Room>> = {
  ...sharedRooms,
  'electron/store': {
    rooms: ['shared/util', 'shared/text', 'shared/codebook', 'shared/records'],
    types: ['shared/commands', 'shared/contract'],
    packages: ['better-sqlite3', 'node:*'],
  },
  'electron/engine': { rooms: ['electron/store', 'shared/*'], packages: ['node:*'] },
  'electron/files': { rooms: ['shared/*'], packages: ['node:*'] },
  'electron/readers': {
    rooms: ['shared/*'],
    packages: [
      '@mozilla/readability',
      'csv-parse',
      'fflate',
      'hyparquet',
      'linkedom',
      'mammoth',
      'postal-mime',
      'saxes',
      'unpdf',
      'node:*',
    ],
  },
  'electron/handlers': {
    rooms: ['electron/engine', 'electron/store', 'electron/files', 'electron/readers', 'shared/*'],
    packages: ['zod', 'node:*'],
  },
  'electron/cli': {
    // The engine to open a project with; everything else goes through the handlers.
    rooms: ['electron/handlers', 'electron/engine', 'electron/files', 'shared/*'],
    packages: ['node:*'],
  },
  // The engine process and the command line of the installed app start here, hence handlers and cli.
  'electron/main': {
    rooms: ['electron/engine', 'electron/handlers', 'electron/cli', 'electron/files', 'shared/*'],
    packages: ['electron', 'zod', 'node:*'],
  },
  'electron/preload': { rooms: ['shared/contract', 'shared/util'], packages: ['electron'] },
  'electron/runtime': {
    rooms: [],
    packages: ['@electron/fuses', 'electron', 'electron-builder', 'vite', 'node:*'],
  },
  'renderer/bridge': { rooms: ['shared/*'] },
  'renderer/state': {
    rooms: ['renderer/bridge', 'shared/*'],
    packages: ['react', 'zustand', ...lists],
  },
  'renderer/commands': { rooms: ['renderer/state', 'shared/*'], packages: ['react', 'zustand'] },
  'renderer/editor': { rooms: ['shared/*'], packages: ['react', ...tiptap] },
  'renderer/ui': {
    rooms: [],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      'lucide-react',
      '@tanstack/react-virtual',
    ],
  },
  'renderer/features': {
    rooms: [
      'renderer/commands',
      'renderer/editor',
      'renderer/state',
      'renderer/ui',
      'renderer/bridge',
      // What a feature may ask of the window it is in.
      'renderer/app/workspace.ts',
      'renderer/app/open-project.ts',
      'shared/*',
    ],
    packages: ['react', 'react-dom', 'react-aria-components', 'lucide-react', 'zustand', ...lists],
  },
  'renderer/app': {
    rooms: ['renderer/*', 'shared/*'],
    packages: ['react', 'react-dom', 'react-aria-components', 'lucide-react', 'zustand', ...lists],
  },
  // main.tsx, which only puts the app together.
  renderer: {
    rooms: ['renderer/*', 'shared/*'],
    packages: [
      'react',
      'react-dom',
      '@fontsource-variable/inter',
      '@fontsource-variable/source-serif-4',
    ],
  },
};

/**
 * Families of a room, a folder each, and the families that one may import besides itself and `core`. What lies beside the
 * folders may be imported by none of them, `dataset.ts` of `shared/formats` excepted: it is what they all are about.
 */
export const families: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'shared/exchange': {
    core: [],
    brat: [],
    // A codebook is written as one of REFI-QDA and as a page like the report.
    codebook: ['refi', 'report'],
    inception: [],
    // Tags are escaped as the names of brat are.
    iob2: ['brat'],
    'label-studio': [],
    lines: [],
    'linked-data': [],
    // Tokens with tags are the same runs, in a row instead of in lines.
    parquet: ['iob2'],
    redact: [],
    refi: [],
    report: [],
    split: [],
    // Which rows have marks is said where they are read.
    'take-over': ['parquet'],
  },
  'shared/formats': { articles: [], csv: [], json: [] },
};

/** The only file of `renderer/editor` that may be React: its one component. */
export const editorComponents = /^renderer\/editor\/[A-Z]\w*\.tsx$/;

/** Files of more than 300 lines, each with its reason. */
export const longFiles: Readonly<Record<string, string>> = {
  'shared/codebook/default.ts': 'data: the default labels with their definitions',
};
