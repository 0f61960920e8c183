import type { ClientPort } from './client.ts';

/** The client's end of a port of the page. */
export function fromDomPort(port: MessagePort): ClientPort {
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.addEventListener('message', ({ data }) => onMessage(data));
      // Told by Chromium when the other end or its process is gone.
      port.addEventListener('close', onClose);
      port.start();
    },
    close: () => port.close(),
  };
}
