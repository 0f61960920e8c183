import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { logUnlessStopped } from '../../bridge/client.ts';
import { useSession, useWorkspace } from '../../app/workspace.ts';
import { findArticlePlace, type ArticlePlace } from '../../state/article-place.ts';

/** Where the open article stands in the library's present list; null until it is known, or when it is not in there. */
export function useArticlePlace(): ArticlePlace | null {
  const { session, workList } = useWorkspace();
  const filter = useStore(workList);
  const id = useSession((state) => state.article?.article.id ?? null);
  const status = useSession((state) => state.article?.status ?? null);
  const [place, setPlace] = useState<ArticlePlace | null>(null);
  useEffect(() => {
    let isLate = false;
    const ask = async () => {
      const found = id === null ? null : await findArticlePlace(session.clients.engine, filter, id);
      if (!isLate) setPlace(found);
    };
    // Not worth a message: the article itself is there.
    const handle = requestIdleCallback(() => {
      ask().catch(logUnlessStopped);
    });
    return () => {
      isLate = true;
      cancelIdleCallback(handle);
    };
  }, [session, filter, id, status]);
  return place;
}
