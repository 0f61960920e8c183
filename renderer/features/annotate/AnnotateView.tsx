import { useLayoutEffect, useRef, useState, useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconAnnotate } from '../../ui/icons.ts';
import { Splitter } from '../../ui/Splitter.tsx';
import { Adder } from './Adder.tsx';
import { AnnotateContext, useAnnotate } from './annotate-context.ts';
import styles from './AnnotateView.module.css';
import { ArmedPicker } from './armed/ArmedPicker.tsx';
import { createAnnotateController, type AnnotateController } from './controller.ts';
import { Dock } from './dock/Dock.tsx';
import { Inspector } from './inspector/Inspector.tsx';
import { Later } from './Later.tsx';
import { Outline } from './outline/Outline.tsx';
import { MarkMenu } from './MarkMenu.tsx';
import { fitPanes, isPaneShown, paneLimits, type PaneName } from './panes.ts';
import { Pickers } from './pickers/Pickers.tsx';
import { ReaderPane } from './ReaderPane.tsx';
import { UnplacedTray } from './unplaced/UnplacedTray.tsx';

/** Mark up one article: outline, reader with the dock below it, inspector. */
export function AnnotateView({ workspace }: { readonly workspace: Workspace }) {
  const [controller] = useState(() => createAnnotateController(workspace));
  const hasArticle = useSession((state) => (state.article ?? state.arriving) !== null);
  useEffect(() => controller.mount(), [controller]);
  if (!hasArticle) {
    return (
      <EmptyState
        icon={IconAnnotate}
        title="No article is open"
        actions={
          <Button tone="primary" autoFocus onPress={() => workspace.go('library')}>
            Choose one in the library
          </Button>
        }
      />
    );
  }
  return (
    <AnnotateContext value={controller.tools}>
      <Panes controller={controller} />
      <Adder />
      <Pickers />
      <ArmedPicker />
      <MarkMenu />
    </AnnotateContext>
  );
}

/** An element whose width is told as it changes. */
function useMeasured(tell: (widthPx: number) => void) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    tell(current.clientWidth);
    const observer = new ResizeObserver(() => tell(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, [tell]);
  return element;
}

function Panes({ controller }: { readonly controller: AnnotateController }) {
  const { panes } = useAnnotate();
  const state = useStore(panes.store);
  const element = useMeasured(panes.measured);
  const layout = fitPanes(state);
  const isShown = (name: PaneName) => isPaneShown(state, name);
  const isStacked = layout.way === 'stacked';
  const isBeside = layout.way === 'beside';
  const hasBoth = isShown('outline') && isShown('inspector');
  return (
    <div
      ref={element}
      className={cx(styles.view, isStacked && styles.stacked)}
      style={isStacked ? { gridTemplateColumns: `minmax(0, 1fr) ${layout.outline}px` } : undefined}
      data-alone={(isStacked && !hasBoth) || undefined}
      data-way={layout.way}
    >
      {isShown('outline') && (
        <>
          <aside
            id="outline"
            className={styles.pane}
            style={isStacked ? undefined : { inlineSize: layout.outline }}
            aria-label="Outline"
            data-pane="outline"
          >
            <Later>
              <Outline />
              <UnplacedTray />
            </Later>
          </aside>
          {isBeside && <PaneSplitter name="outline" side="start" size={layout.outline} />}
        </>
      )}
      <div
        className={styles.middle}
        onPointerDown={({ target }) => {
          if (target instanceof Element && target.closest('.qm-reader')) panes.uncover();
        }}
      >
        <ReaderPane controller={controller} />
        {isShown('dock') && (
          <>
            <PaneSplitter name="dock" side="below" size={state.sizes.dock} />
            <section
              id="dock"
              className={styles.dock}
              style={{ blockSize: state.sizes.dock }}
              aria-label="Dock"
              data-pane="dock"
            >
              <Later>
                <Dock />
              </Later>
            </section>
          </>
        )}
      </div>
      {isShown('inspector') && (
        <>
          {isBeside && <PaneSplitter name="inspector" side="end" size={layout.inspector} />}
          <aside
            id="inspector"
            className={styles.inspector}
            style={isStacked ? undefined : { inlineSize: layout.inspector }}
            aria-label="Inspector"
            data-pane="inspector"
          >
            <Later>
              <Inspector />
            </Later>
          </aside>
        </>
      )}
    </div>
  );
}

const paneLabels: Readonly<Record<PaneName, string>> = {
  outline: 'Outline',
  inspector: 'Inspector',
  dock: 'Dock',
};

interface PaneSplitterProps {
  readonly name: PaneName;
  readonly side: 'start' | 'end' | 'below';
  readonly size: number;
}

function PaneSplitter({ name, side, size }: PaneSplitterProps) {
  const { panes, reader } = useAnnotate();
  return (
    <Splitter
      label={paneLabels[name]}
      controls={name}
      side={side}
      size={size}
      {...paneLimits[name]}
      onResize={(next) => {
        reader()?.notePlace();
        panes.resize(name, next);
      }}
    />
  );
}
