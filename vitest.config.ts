import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { findChromium } from './electron/runtime/system.mjs';

const chromium = findChromium();
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**/*.browser.test.ts', 'test/architecture/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'architecture',
          environment: 'node',
          include: ['test/architecture/**/*.test.ts'],
        },
      },
      {
        plugins: [react()],
        cacheDir: path.join(import.meta.dirname, 'node_modules/.vite-component'),
        // Named here so that the first run does not reload the page when Vite finds them.
        optimizeDeps: {
          include: [
            '@tanstack/react-query',
            '@tanstack/react-virtual',
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
            '@tiptap/pm/commands',
            '@tiptap/pm/history',
            '@tiptap/pm/keymap',
            '@tiptap/pm/model',
            '@tiptap/pm/state',
            '@tiptap/pm/transform',
            '@tiptap/pm/view',
            '@tiptap/react',
            'fast-check',
            'lucide-react',
            'react',
            'react-aria-components/Button',
            'react-aria-components/Checkbox',
            'react-aria-components/Dialog',
            'react-aria-components/FieldError',
            'react-aria-components/Heading',
            'react-aria-components/Input',
            'react-aria-components/Label',
            'react-aria-components/ListBox',
            'react-aria-components/Menu',
            'react-aria-components/Modal',
            'react-aria-components/Popover',
            'react-aria-components/RadioGroup',
            'react-aria-components/Select',
            'react-aria-components/Separator',
            'react-aria-components/Tabs',
            'react-aria-components/Text',
            'react-aria-components/TextArea',
            'react-aria-components/TextField',
            'react-aria-components/Tooltip',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'vitest-browser-react',
            'zod',
            'zustand',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'component',
          api: { host: '127.0.0.1' }, // a bare container may know no `localhost`
          include: ['test/renderer/**/*.test.tsx', 'test/renderer/**/*.browser.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            provider: playwright({
              launchOptions: {
                ...(chromium && { executablePath: chromium }),
                args: [...quiet, ...asRoot],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
