import { useEffect, useRef, useState } from 'react';
import type { ChannelInput, Progress } from '../../../shared/contract/channel.ts';
import type { EngineContract } from '../../../shared/contract/engine.ts';
import type { Grant } from '../../../shared/contract/shell.ts';
import type { ExportPreview, ExportReport } from '../../../shared/contract/views.ts';
import type { ArticleStatus } from '../../../shared/records/records.ts';
import { failureOf, type Workspace } from '../../app/workspace.ts';

/** What the person chose. */
export interface ExportOptions {
  readonly format: 'json' | 'csv';
  readonly spreadsheet: boolean;
  readonly statuses: readonly ArticleStatus[];
  readonly acceptedOnly: boolean;
}

/** Where an export is. */
export type ExportStage =
  | { readonly kind: 'options' }
  | { readonly kind: 'writing'; readonly progress: Progress | null }
  | { readonly kind: 'done'; readonly report: ExportReport; readonly target: Grant };

function toInput(options: ExportOptions): ChannelInput<EngineContract['export.preview']> {
  return { ...options, statuses: [...options.statuses] };
}

const previewDelayMs = 150;

/** What an export with these options would hold; null until the first answer. The last answer stays while a new one is made. */
export function useExportPreview(workspace: Workspace, options: ExportOptions) {
  const [preview, setPreview] = useState<ExportPreview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const { engine } = workspace.clients;
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      engine
        .call('export.preview', toInput(options), { signal: controller.signal })
        .then((answer) => {
          if (controller.signal.aborted) return;
          setPreview(answer);
          setError(null);
        })
        .catch((reason: unknown) => {
          if (!controller.signal.aborted) setError(failureOf(reason)?.message ?? String(reason));
        });
    }, previewDelayMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [engine, options]);
  return { preview, error };
}

/** Writing an export: where to, progress, cancel, result. */
export function useExport(workspace: Workspace, projectName: string) {
  const [stage, setStage] = useState<ExportStage>({ kind: 'options' });
  const running = useRef<AbortController | null>(null);
  const { engine, shell } = workspace.clients;
  useEffect(() => () => running.current?.abort(), []);

  const write = async (options: ExportOptions) => {
    const isFolder = options.format === 'csv';
    const target = await shell.call('files.pickTarget', {
      title: 'Export',
      name: isFolder ? `${projectName} CSV` : `${projectName}.json`,
      kind: isFolder ? 'folder' : 'file',
    });
    if (!target) return;
    const controller = new AbortController();
    running.current = controller;
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
      else workspace.fail(error, 'Exporting');
    }
  };
  return { stage, write, cancel: () => running.current?.abort() };
}
