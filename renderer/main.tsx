import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/source-serif-4/wght-italic.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createFrame } from './app/frame.ts';
import { connectBridge } from './bridge/connect.ts';

const clients = connectBridge();
const root = document.getElementById('root');
if (!root) throw new TypeError('The page has no #root');

const state = await clients.shell.call('shell.state', {});
createRoot(root).render(
  <StrictMode>
    <App frame={createFrame(clients, state)} />
  </StrictMode>,
);
