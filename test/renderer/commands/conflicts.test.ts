import { describe, expect, test } from 'vitest';
import { buildArticleCommands } from '../../../renderer/app/article-commands.ts';
import { createFrame } from '../../../renderer/app/frame.ts';
import { createWorkspace } from '../../../renderer/app/create-workspace.ts';
import { buildTextCommands } from '../../../renderer/app/text-commands.ts';
import {
  buildFrameCommands,
  buildProjectCommands,
} from '../../../renderer/app/global-commands.tsx';
import { findKeyConflicts, refuseChord } from '../../../renderer/commands/conflicts.ts';
import type { UiCommand } from '../../../renderer/commands/registry.ts';
import { buildAnnotateCommands } from '../../../renderer/features/annotate/commands/index.ts';
import type { AnnotateParts } from '../../../renderer/features/annotate/commands/make.ts';
import {
  buildLibraryCommands,
  type LibraryTarget,
} from '../../../renderer/features/library/library-commands.ts';
import { declareSearchCommands } from '../../../renderer/features/search/search-commands.ts';
import { createSession } from '../../../renderer/state/session.ts';
import { buildShellState, createCannedClients, engineAnswers } from '../canned.ts';

const platforms = ['darwin', 'win32', 'linux'] as const;

/** Every command of the window while it shows some of its views. None is run. */
function commandsWith(...views: readonly ('library' | 'annotate' | 'search')[]): UiCommand[] {
  // The window listens for the page going away; there is no page here.
  globalThis.window ??= new EventTarget() as unknown as Window & typeof globalThis;
  const clients = createCannedClients(engineAnswers(0));
  const frame = createFrame(clients, buildShellState(null));
  const workspace = createWorkspace(
    frame,
    createSession(clients, () => undefined),
    'p',
  );
  const nothing = () => undefined;
  const target: LibraryTarget = {
    selectedIds: () => [],
    currentId: () => null,
    isTrash: () => false,
    clearSelection: nothing,
    isFiltered: () => false,
    clearFilters: nothing,
    hasFacets: () => false,
    toggleFacets: nothing,
    hasPreview: () => false,
    togglePreview: nothing,
    chooseColumns: nothing,
    saveFilter: async () => undefined,
  };
  return [
    ...buildFrameCommands(frame),
    ...buildProjectCommands(workspace),
    ...buildArticleCommands(workspace),
    ...buildTextCommands(workspace),
    ...(views.includes('library') ? buildLibraryCommands(workspace, target) : []),
    ...(views.includes('search') ? declareSearchCommands(workspace) : []),
    // Only the declarations are read: the parts are used when a command runs.
    ...(views.includes('annotate') ? buildAnnotateCommands({} as AnnotateParts) : []),
  ];
}

describe.each(platforms)('on %s', (platform) => {
  // One view shows at a time: their lists may use one letter for two things.
  test.each(['library', 'annotate', 'search'] as const)(
    'no two commands of the %s view want one key, and none takes a key that is not ours',
    (view) => {
      expect(findKeyConflicts(commandsWith(view), platform)).toEqual([]);
    },
  );
});

test('command ids are unique', () => {
  const ids = commandsWith('library', 'annotate', 'search').map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

describe('findKeyConflicts', () => {
  const command = (
    id: string,
    context: UiCommand['context'],
    keys: readonly string[],
  ): UiCommand => ({
    id,
    label: id,
    menu: 'Edit',
    section: 0,
    context,
    keys,
    blocked: () => null,
    run: () => undefined,
  });

  test('finds one key twice in a context and a chord hidden by a context', () => {
    const found = findKeyConflicts(
      [
        command('a', 'reader', ['Q']),
        command('b', 'reader', ['q']),
        command('c', 'global', ['Mod+F']),
        command('d', 'reader', ['Mod+F']),
      ],
      'linux',
    );
    expect(found.map(({ commandId, problem }) => `${commandId} ${problem}`)).toEqual([
      'b is also a',
      'd is also c',
    ]);
  });

  test('lets lists and the reader use one letter, and a bare key stand for another thing in a context', () => {
    const commands = [
      command('a', 'reader', ['J']),
      command('b', 'list', ['J']),
      command('c', 'global', ['/']),
      command('d', 'reader', ['/']),
    ];
    expect(findKeyConflicts(commands, 'linux')).toEqual([]);
  });

  test('keeps native caret keys free in the reader', () => {
    expect(findKeyConflicts([command('a', 'reader', ['ArrowDown'])], 'linux')).toHaveLength(1);
  });
});

test.each([
  ['Ctrl+Alt+E', 'linux', 'is AltGr on many keyboards'],
  ['Alt+E', 'darwin', 'types a character with Option'],
  ['Shift+3', 'win32', 'is a digit on some layouts'],
  ['Alt+Shift+K', 'win32', 'switches the keyboard layout'],
  ['Mod+Shift+U', 'linux', 'belongs to input methods'],
  ['Alt+F4', 'linux', 'is taken by the system'],
  ['Mod+K', 'linux', null],
] as const)('%s on %s: %s', (chord, platform, expected) => {
  expect(refuseChord(chord, platform)).toBe(expected);
});
