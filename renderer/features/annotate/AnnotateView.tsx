import { useEffect, useState } from 'react';
import { useSession, useWorkspace, type Workspace } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconAnnotate } from '../../ui/icons.ts';
import { Splitter } from '../../ui/Splitter.tsx';
import { Adder } from './Adder.tsx';
import { AnnotateContext } from './annotate-context.ts';
import styles from './AnnotateView.module.css';
import { ArmedPicker } from './armed/ArmedPicker.tsx';
import { createAnnotateController, type AnnotateController } from './controller.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { Outline } from './outline/Outline.tsx';
import { MarkMenu } from './MarkMenu.tsx';
import { Pickers } from './pickers/Pickers.tsx';
import { ReaderPane } from './ReaderPane.tsx';
import { UnplacedTray } from './unplaced/UnplacedTray.tsx';

const outlineWidth = { initial: 260, min: 180, max: 480 };
const inspectorWidth = { initial: 320, min: 260, max: 560 };

/** Mark up one article: outline, reader, inspector. */
export function AnnotateView({ workspace }: { readonly workspace: Workspace }) {
  const [controller] = useState(() => createAnnotateController(workspace));
  const hasArticle = useSession((state) => state.article !== null);
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

/** A pane size that this project's window remembers. */
function useRemembered(key: string, initial: number): [number, (size: number) => void] {
  const { places } = useWorkspace();
  const stored = places.get(key);
  const [size, setSize] = useState(typeof stored === 'number' ? stored : initial);
  return [
    size,
    (next) => {
      setSize(next);
      places.set(key, next);
    },
  ];
}

function Panes({ controller }: { readonly controller: AnnotateController }) {
  const [outline, setOutline] = useRemembered('outlineWidth', outlineWidth.initial);
  const [inspector, setInspector] = useRemembered('inspectorWidth', inspectorWidth.initial);
  return (
    <div className={styles.view}>
      <aside
        id="outline"
        className={styles.pane}
        style={{ inlineSize: outline }}
        aria-label="Outline"
        data-pane="outline"
      >
        <Outline />
        <UnplacedTray />
      </aside>
      <Splitter
        label="Outline"
        controls="outline"
        side="start"
        size={outline}
        {...outlineWidth}
        onResize={setOutline}
      />
      <ReaderPane controller={controller} />
      <Splitter
        label="Inspector"
        controls="inspector"
        side="end"
        size={inspector}
        {...inspectorWidth}
        onResize={setInspector}
      />
      <aside
        id="inspector"
        className={styles.inspector}
        style={{ inlineSize: inspector }}
        aria-label="Inspector"
        data-pane="inspector"
      >
        <Inspector />
      </aside>
    </div>
  );
}
