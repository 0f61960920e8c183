import { describe, expect, test } from 'vitest';
import { cast, drawn, openAnnotate } from '../annotate-window.tsx';

describe('a change of the cast', () => {
  test('draws anew the marks that tell of it, and no others', async () => {
    const { clients, frame } = await openAnnotate();
    const session = frame.opened.getState()?.session;
    await session?.run('annotation.update', { id: 'direct', speakerId: 'tom' });
    await expect.poll(chips).toContain('Tom Okafor');
    const untouched = drawn('mixed')[0];
    const [before] = cast;
    const changes = [
      { type: 'entity', id: 'tom', before, after: { ...before, name: 'Thomas Okafor' } },
    ] as never;
    const history = { undo: null, redo: null };
    clients.engine.emit('step', {
      ...{ stepId: 'renamed', label: 'Rename', command: 'entity.update', value: null },
      ...{ changes, history },
    });
    await expect.poll(chips).toContain('Thomas Okafor');
    await expect
      .poll(() => drawn('direct')[0]?.getAttribute('aria-description'))
      .toContain('Thomas Okafor');
    expect(drawn('mixed')[0]).toBe(untouched);
  });
});

function chips(): string {
  return document.querySelector('.qm-gutter')?.textContent ?? '';
}
