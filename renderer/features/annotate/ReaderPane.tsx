import { Fragment } from 'react';
import { useStore } from 'zustand';
import type { Article } from '../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../app/workspace.ts';
import { ReaderView } from '../../editor/ReaderView.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { formatNewsDate } from '../../ui/format.ts';
import { findStatusLook } from '../../ui/article-status.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconArrowDown, IconArrowUp, IconPanelLeft, IconPanelRight } from '../../ui/icons.ts';
import { useAnnotate } from './annotate-context.ts';
import { ArmedBanner } from './armed/ArmedBanner.tsx';
import styles from './AnnotateView.module.css';
import type { AnnotateController } from './controller.ts';
import { FindBar } from './find/FindBar.tsx';
import { Later } from './Later.tsx';
import { OpenProblems } from './OpenProblems.tsx';
import { fitPanes, isPaneShown } from './panes.ts';
import { ReadingProgress } from './ReadingProgress.tsx';
import { useArticlePlace } from './use-article-place.ts';

/** How far the article is, and where it stands in the library's list. */
function Standing() {
  const status = useSession((state) => state.article?.status);
  const place = useArticlePlace();
  if (!status) return null;
  const look = findStatusLook(status);
  return (
    <>
      <span className={styles.status} title={`Status: ${look.label}`}>
        <Icon of={look.icon} size={14} />
        <span>{look.label}</span>
      </span>
      {place && (
        <span
          className={styles.place}
          title={`Article ${place.index + 1} of ${place.total} in the library’s list. ${place.done} of ${place.of} are done.`}
        >
          {place.index + 1} of {place.total}
          <span className={styles.progress} aria-hidden>
            <span style={{ inlineSize: `${(place.done / Math.max(place.of, 1)) * 100}%` }} />
          </span>
        </span>
      )}
    </>
  );
}

const toggles = [
  ['outline', 'Outline', IconPanelLeft],
  ['inspector', 'Inspector', IconPanelRight],
] as const;

/** The ways to the panes where there is no room for them beside the text. */
function PaneToggles() {
  const { panes } = useAnnotate();
  const { commands } = useWorkspace();
  const state = useStore(panes.store);
  if (fitPanes(state).way !== 'over') return null;
  return toggles.map(([name, label, icon]) => (
    <IconButton
      key={name}
      icon={icon}
      label={label}
      shortcut={commands.keyOf(`view.pane.${name}`)}
      isPressed={isPaneShown(state, name)}
      onPress={() => panes.toggle(name)}
    />
  ));
}

/** Above the text on paper: where it comes from. */
function PaperHead({ article }: { readonly article: Article }) {
  const { byline, publisher, published, url } = article;
  const facts = new Set([byline, publisher, formatNewsDate(published), url].filter(Boolean));
  if (facts.size === 0) return null;
  return (
    <p className="paper-head" aria-hidden="true">
      {[...facts].map((fact, index) => (
        <Fragment key={fact}>
          {index > 0 && ' · '}
          <bdi>{fact}</bdi>
        </Fragment>
      ))}
    </p>
  );
}

/** The article between its two panes, with where it comes from and the way to its neighbours. */
export function ReaderPane({ controller }: { readonly controller: AnnotateController }) {
  const { commands } = useWorkspace();
  const article = useSession((state) => (state.arriving ?? state.article)?.article);
  if (!article) return null;
  const facts = [article.publisher, formatNewsDate(article.published)].filter(Boolean);
  return (
    <section className={styles.centre} aria-label="Article" data-pane="article">
      <div className={styles.bar}>
        <header className={styles.head}>
          <div className={styles.where}>
            <bdi className={styles.name}>{article.title || 'Untitled article'}</bdi>
            {facts.map((fact) => (
              <span key={fact} className={styles.fact}>
                · <bdi>{fact}</bdi>
              </span>
            ))}
          </div>
          <Later>
            <OpenProblems />
          </Later>
          <Standing />
          <PaneToggles />
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
      </div>
      <ArmedBanner />
      <FindBar find={controller.tools.find} />
      <ReadingProgress />
      <PaperHead article={article} />
      <div className={styles.reader} data-key-context="reader" data-focus-name="reader">
        <ReaderView options={controller.readerOptions} onReader={controller.setReader} />
      </div>
    </section>
  );
}
