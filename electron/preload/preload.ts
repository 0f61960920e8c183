import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { preloadName, type PreloadApi } from '../../shared/contract/preload.ts';

/** The part of the page's window that this script uses; the Node side knows no DOM. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void;
};

const api: PreloadApi = Object.freeze({
  ready: () => ipcRenderer.send('ready'),
  grantFiles: (files: readonly unknown[]) =>
    ipcRenderer.invoke('grant-files', files.map(pathOf).filter(Boolean)),
});

/** Empty for what is no file of the disk. */
function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  } catch {
    return '';
  }
}

// Ports cannot pass the context bridge; a message of the window itself can carry them.
ipcRenderer.on('port', (event, kind: unknown) => {
  window.postMessage({ quotemark: kind }, window.location.origin, event.ports);
});
contextBridge.exposeInMainWorld(preloadName, api);
