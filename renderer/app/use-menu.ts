import { useEffect } from 'react';
import { buildMenu } from '../commands/menu-model.ts';
import type { Frame } from './workspace.ts';

/** Long enough for a burst of state changes, short enough that nobody opens the menu in between. */
const settleMs = 120;

/** Keep the application menu as the registry has it; it is sent only when something in it changed. */
export function useMenu(frame: Frame): void {
  useEffect(() => {
    let sent = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = () => {
      timer = undefined;
      const groups = buildMenu(frame.commands);
      const text = JSON.stringify(groups);
      if (text === sent) return;
      sent = text;
      frame.clients.shell
        .call('menu.set', { groups: structuredClone(groups) as never })
        .catch((error: unknown) => frame.fail(error));
    };
    const schedule = () => {
      timer ??= setTimeout(send, settleMs);
    };
    schedule();
    // Whether a command can run depends on what is selected and focused: ask again after the person did something.
    const events = ['keyup', 'pointerup', 'focusin'] as const;
    for (const event of events) window.addEventListener(event, schedule);
    const stops = [frame.commands.subscribe(schedule), frame.shell.subscribe(schedule)];
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, schedule);
      for (const stop of stops) stop();
    };
  }, [frame]);
}
