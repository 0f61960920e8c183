import { expect, test } from 'vitest';
import { createCommandRegistry } from '../../../renderer/commands/command-registry.ts';
import { buildMenu } from '../../../renderer/commands/menu-model.ts';
import type { UiCommand } from '../../../renderer/commands/registry.ts';

function setup() {
  const said: string[] = [];
  const registry = createCommandRegistry({
    platform: 'linux',
    onBlocked: (command, reason) => said.push(`${command.id}: ${reason}`),
    onError: (command, error) => said.push(`${command.id} failed: ${String(error)}`),
  });
  const command = (id: string, extra: Partial<UiCommand> = {}): UiCommand => ({
    id,
    label: id,
    menu: 'Edit',
    section: 0,
    context: 'global',
    keys: [],
    blocked: () => null,
    run: () => void said.push(`${id} ran`),
    ...extra,
  });
  return { registry, said, command };
}

test('runs a command, says why a blocked one cannot, reports one that fails', async () => {
  const { registry, said, command } = setup();
  registry.register([
    command('a'),
    command('b', { blocked: () => 'Select a mark first' }),
    command('c', { run: () => Promise.reject(new Error('no')) }),
  ]);
  registry.run('a');
  registry.run('b');
  registry.run('c');
  registry.run('unknown');
  await Promise.resolve();
  await Promise.resolve();
  expect(said).toEqual(['a ran', 'b: Select a mark first', 'c failed: Error: no']);
});

test('a later registration stands in and gives back', () => {
  const { registry, command } = setup();
  registry.register([command('undo', { label: 'Undo' })]);
  const stop = registry.register([command('undo', { label: 'Undo typing' })]);
  expect(registry.find('undo')?.label).toBe('Undo typing');
  stop();
  expect(registry.find('undo')?.label).toBe('Undo');
});

test('shows the keys of the platform', () => {
  const { registry, command } = setup();
  registry.register([
    command('redo', { keys: ['Mod+Shift+Z'], platformKeys: { linux: ['Ctrl+Y'] } }),
    command('plain'),
  ]);
  expect([registry.keyOf('redo'), registry.keyOf('plain'), registry.keyOf('none')]).toEqual([
    'Ctrl+Y',
    '',
    '',
  ]);
});

test('the menu groups by menu and section, leaves key-only commands out and gives letters no accelerator', () => {
  const { registry, command } = setup();
  registry.register([
    command('edit.b', { section: 1, keys: ['Q'] }),
    command('edit.a', { keys: ['Mod+Z'], blocked: () => 'Nothing to undo' }),
    command('view.t', { menu: 'View', checked: () => true }),
    command('hidden', { keyOnly: true }),
  ]);
  expect(buildMenu(registry)).toEqual([
    {
      label: 'Edit',
      sections: [
        [
          {
            id: 'edit.a',
            label: 'edit.a',
            accelerator: 'Control+Z',
            enabled: false,
            checked: null,
          },
        ],
        [{ id: 'edit.b', label: 'edit.b', accelerator: null, enabled: true, checked: null }],
      ],
    },
    {
      label: 'View',
      sections: [
        [{ id: 'view.t', label: 'view.t', accelerator: null, enabled: true, checked: true }],
      ],
    },
  ]);
});

test('keys that are bound show everywhere, also those of a view that is only declared', () => {
  const { registry, command } = setup();
  registry.register([command('quote', { keys: ['Q'] })]);
  registry.declare([command('claim', { keys: ['C'] })]);
  const before = registry.version();
  registry.setBindings({ quote: ['Mod+W'], claim: [] });
  expect(registry.version()).toBeGreaterThan(before);
  expect([registry.keyOf('quote'), registry.keyOf('claim')]).toEqual(['Ctrl+W', '']);
  expect(registry.list().map(({ id, keys }) => [id, keys])).toEqual([['quote', ['Mod+W']]]);
  expect(registry.known().map(({ keys }) => keys)).toEqual([['Q'], ['C']]);
  expect(JSON.stringify(buildMenu(registry))).toContain('"Control+W"');
  registry.setBindings({});
  expect(registry.keyOf('quote')).toBe('Q');
});
