import { expect, test, vi } from 'vitest';
import { BridgeError, logUnlessStopped } from '../../../renderer/bridge/client.ts';

test('what is not worth a message is logged, but not that the other end has gone', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  try {
    logUnlessStopped(new BridgeError({ code: 'engine_stopped', message: 'Gone.' }));
    expect(warn).not.toHaveBeenCalled();
    const fault = new BridgeError({ code: 'damaged', message: 'A row is damaged.' });
    logUnlessStopped(fault);
    expect(warn).toHaveBeenCalledExactlyOnceWith(fault);
  } finally {
    warn.mockRestore();
  }
});
