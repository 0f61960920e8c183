import { useEffect, useRef, useState } from 'react';
import type { Progress } from '../../../shared/contract/channel.ts';
import type { Grant } from '../../../shared/contract/shell.ts';
import type {
  ExportFormatView,
  ExportPreview,
  ExportReport,
} from '../../../shared/contract/views.ts';
import { failureOf, type Workspace } from '../../app/workspace.ts';
import { toInput, type ExportOptions } from './export-options.ts';

/** Where an export is. */
export type ExportStage =
  | { readonly kind: 'options' }
  | { readonly kind: 'writing'; readonly progress: Progress | null }
  | { readonly kind: 'done'; readonly report: ExportReport; readonly target: Grant };

/** Changes that follow one another at once, as typing does, are asked about once. */
const previewDelayMs = 80;

/** Every format there is; empty until the answer. */
export function useExportFormats(workspace: Workspace): readonly ExportFormatView[] {
  const [formats, setFormats] = useState<readonly ExportFormatView[]>([]);
  const { engine } = workspace.clients;
  useEffect(() => {
    let isOpen = true;
    engine
      .call('export.formats', {})
      .then((answer) => isOpen && setFormats(answer))
      .catch((reason: unknown) => workspace.fail(reason));
    return () => {
      isOpen = false;
    };
  }, [engine, workspace]);
  return formats;
}

/** What the engine says an export would hold. */
export interface PreviewState {
  /** null until the first answer. The last one stays while a new one is made. */
  readonly preview: ExportPreview | null;
  /** How far the losses have been counted; null while nothing is counted. */
  readonly counting: Progress | null;
  readonly error: string | null;
}

/** What an export with these options would hold: at once what is known at once, then what has to be counted. */
export function useExportPreview(
  workspace: Workspace,
  options: ExportOptions,
  format: ExportFormatView | null,
): PreviewState {
  const [state, setState] = useState<PreviewState>({ preview: null, counting: null, error: null });
  const { engine } = workspace.clients;
  useEffect(() => {
    if (!format) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const set = (change: Partial<PreviewState>) => {
      if (!signal.aborted) setState((before) => ({ ...before, ...change }));
    };
    const ask = async () => {
      const input = toInput(options);
      const preview = await engine.call('export.preview', input, { signal });
      const counting = { done: 0, total: preview.articles, label: 'Counting losses' };
      set({ preview, counting: preview.isCounted ? null : counting, error: null });
      if (preview.isCounted || signal.aborted) return;
      const onProgress = (progress: Progress) => set({ counting: progress });
      const losses = await engine.call('export.losses', input, { signal, onProgress });
      set({ preview: { ...preview, ...losses }, counting: null });
    };
    const timer = setTimeout(() => {
      ask().catch((reason: unknown) =>
        set({ counting: null, error: failureOf(reason)?.message ?? String(reason) }),
      );
    }, previewDelayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [engine, options, format]);
  return state;
}

/** Writing an export: where to, progress, cancel, result. */
export function useExport(workspace: Workspace) {
  const [stage, setStage] = useState<ExportStage>({ kind: 'options' });
  const running = useRef<AbortController | null>(null);
  /** The message that the last attempt has left standing. */
  const failure = useRef<number | null>(null);
  const { engine, shell } = workspace.clients;
  useEffect(() => () => running.current?.abort(), []);

  const write = async (
    options: ExportOptions,
    format: ExportFormatView | null,
    proposed: { readonly name: string; readonly kind: 'file' | 'folder' },
  ) => {
    const target = await shell.call('files.pickTarget', { title: 'Export', ...proposed });
    if (!target) return;
    const controller = new AbortController();
    running.current = controller;
    if (failure.current !== null) workspace.dismissToast(failure.current);
    setStage({ kind: 'writing', progress: null });
    try {
      const report = await engine.call(
        'export.write',
        { ...toInput(options), target: target.grant },
        {
          signal: controller.signal,
          onProgress: (progress) => setStage({ kind: 'writing', progress }),
        },
      );
      setStage({ kind: 'done', report, target });
      workspace.announce('Export finished');
    } catch (error) {
      setStage({ kind: 'options' });
      if (controller.signal.aborted) workspace.announce('Export cancelled, no file was written');
      else failure.current = workspace.fail(error, 'Exporting');
    }
  };
  return { stage, write, cancel: () => running.current?.abort() };
}
