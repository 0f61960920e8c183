import { useSession, useWorkspace } from '../../app/workspace.ts';
import { ReaderView } from '../../editor/ReaderView.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { formatNewsDate } from '../../ui/format.ts';
import { IconArrowDown, IconArrowUp } from '../../ui/icons.ts';
import { ArmedBanner } from './armed/ArmedBanner.tsx';
import styles from './AnnotateView.module.css';
import type { AnnotateController } from './controller.ts';
import { FindBar } from './find/FindBar.tsx';
import { ReadingProgress } from './ReadingProgress.tsx';

/** The article between its two panes, with where it comes from and the way to its neighbours. */
export function ReaderPane({ controller }: { readonly controller: AnnotateController }) {
  const { commands } = useWorkspace();
  const article = useSession((state) => state.article?.article);
  if (!article) return null;
  const facts = [article.publisher, formatNewsDate(article.published)].filter(Boolean);
  return (
    <section className={styles.centre} aria-label="Article" data-pane="article">
      <header className={styles.head}>
        <div className={styles.where}>
          <bdi className={styles.name}>{article.title || 'Untitled article'}</bdi>
          {facts.map((fact) => (
            <span key={fact} className={styles.fact}>
              · <bdi>{fact}</bdi>
            </span>
          ))}
        </div>
        <IconButton
          icon={IconArrowUp}
          label="Previous article"
          shortcut={commands.keyOf('go.previousArticle')}
          onPress={() => controller.openNeighbour(-1)}
        />
        <IconButton
          icon={IconArrowDown}
          label="Next article"
          shortcut={commands.keyOf('go.nextArticle')}
          onPress={() => controller.openNeighbour(1)}
        />
      </header>
      <ArmedBanner />
      <FindBar find={controller.tools.find} />
      <ReadingProgress tools={controller.tools} />
      <div className={styles.reader} data-key-context="reader" data-focus-name="reader">
        <ReaderView options={controller.readerOptions} onReader={controller.setReader} />
      </div>
    </section>
  );
}
