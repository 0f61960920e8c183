import { useStore } from 'zustand';
import { useSession } from '../../../app/workspace.ts';
import { Tabs } from '../../../ui/Tabs.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { Cast, useCastRows } from './Cast.tsx';
import { Claims, useClaimRows } from './Claims.tsx';
import { Memo } from './Memo.tsx';
import styles from './Dock.module.css';

/** Who and what the article is about, what it claims, and a note on it. */
export function Dock() {
  const { panes } = useAnnotate();
  const selected = useStore(panes.store, (state) => state.dockTab);
  const articleId = useSession((state) => state.article?.article.id ?? '');
  const cast = useCastRows();
  const claims = useClaimRows();
  return (
    <Tabs
      label="Dock"
      className={styles.dock}
      selected={selected}
      onSelect={(tab) => panes.showTab(tab)}
      items={[
        { id: 'cast', label: 'Cast', count: cast.length, content: <Cast rows={cast} /> },
        { id: 'claims', label: 'Claims', count: claims.length, content: <Claims rows={claims} /> },
        { id: 'memo', label: 'Memo', content: <Memo key={articleId} /> },
      ]}
    />
  );
}
