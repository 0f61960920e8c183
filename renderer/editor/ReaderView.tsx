import { useEffect, useRef } from 'react';
import './editor.css';
import { createReader } from './reader.ts';
import type { ReaderHandle, ReaderOptions } from './types.ts';

/**
 * The locked reader as a React element. Everything goes through the handle; React draws nothing inside.
 *
 * @param props.options Callbacks; the latest ones are called. Label and details id are read once.
 * @param props.onReader Given the handle when the reader is there, null when it is gone.
 */
export function ReaderView(props: {
  readonly options?: ReaderOptions;
  readonly onReader: (reader: ReaderHandle | null) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (!host.current) return;
    const current = (): ReaderOptions => latest.current.options ?? {};
    const { label, detailsId } = current();
    const reader = createReader(host.current, {
      ...(label !== undefined && { label }),
      ...(detailsId !== undefined && { detailsId }),
      getSnap: () => current().getSnap?.() ?? 'word',
      canResize: () => current().canResize?.() ?? true,
      onSelectionChange: (selection) => current().onSelectionChange?.(selection),
      onMarkClick: (click) => current().onMarkClick?.(click),
      onResize: (resize) => current().onResize?.(resize),
      onContextMenu: (menu) => current().onContextMenu?.(menu),
      onLockedInput: (input) => current().onLockedInput?.(input),
    });
    latest.current.onReader(reader);
    return () => {
      latest.current.onReader(null);
      reader.destroy();
    };
  }, []);
  return <div ref={host} className="qm-host" />;
}
