import { useMemo, useState } from 'react';
import type { ArticleOpening } from '../../../shared/contract/views.ts';
import { useSession, type Workspace } from '../../app/workspace.ts';
import { findCaret } from '../../state/caret-place.ts';
import { useArticle } from '../../state/queries.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconAnnotate, IconRestore } from '../../ui/icons.ts';
import { MetadataFields, type Metadata } from '../../ui/MetadataFields.tsx';
import { checkDateInput, normaliseDateInput } from '../../ui/news-date.ts';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextField.tsx';
import { TextPreview } from '../../ui/TextPreview.tsx';
import styles from './library.module.css';

export interface ArticlePreviewProps {
  readonly workspace: Workspace;
  /** null when the list has no row. */
  readonly id: string | null;
  readonly size: number;
  readonly isTrash: boolean;
}

/** Enough to recognise an article by; the rest is a keystroke away. */
const previewLength = 1_500;

/** The article of the current row: status, metadata to correct in place, first lines. */
export function ArticlePreview({ workspace, id, size, isTrash }: ArticlePreviewProps) {
  const view = useArticle(workspace.session, id, id === null ? 0 : findCaret(workspace.places, id));
  return (
    <aside
      id="library-preview"
      className={styles.preview}
      aria-label="Preview"
      data-pane="preview"
      style={{ width: size }}
    >
      {view && id !== null ? (
        <Details key={id} workspace={workspace} view={view} isTrash={isTrash} />
      ) : (
        id === null && <p className={styles.previewEmpty}>Select an article to see its details.</p>
      )}
    </aside>
  );
}

type Draft = Metadata & { readonly note: string };

function draftOf({ article }: ArticleOpening): Draft {
  const { title, byline, publisher, url, language, tags, note } = article;
  return {
    title,
    byline,
    publisher,
    published: article.published ?? '',
    url,
    language,
    tags,
    note,
  };
}

/** The fields of a draft that differ from what is stored, as input of `article.update`. */
function changesOf(draft: Draft, stored: Draft) {
  const published = normaliseDateInput(draft.published);
  const { title, byline, publisher, url, language, tags, note } = draft;
  return {
    ...(title !== stored.title && { title }),
    ...(byline !== stored.byline && { byline }),
    ...(publisher !== stored.publisher && { publisher }),
    ...(published !== stored.published &&
      checkDateInput(published) === null && { published: published || null }),
    ...(url !== stored.url && { url }),
    ...(language !== stored.language && { language }),
    ...(tags.join('\n') !== stored.tags.join('\n') && { tags: [...tags] }),
    ...(note !== stored.note && { note }),
  };
}

/**
 * What is being typed over what is stored. When the stored article changes, fields that were sent show what is stored again;
 * a field that is being typed in keeps its words.
 */
function useEdits(stored: Draft, version: string) {
  const [edits, setEdits] = useState<Partial<Draft>>({});
  const [sent, setSent] = useState<Partial<Draft>>({});
  const [seen, setSeen] = useState(version);
  if (seen !== version) {
    setSeen(version);
    setSent({});
    setEdits(pickUnsent(edits, sent));
  }
  return {
    draft: { ...stored, ...edits },
    edit: (change: Partial<Draft>) => setEdits((before) => ({ ...before, ...change })),
    settle: (next: Draft) => setSent(next),
  };
}

function pickUnsent(edits: Partial<Draft>, sent: Partial<Draft>): Partial<Draft> {
  const sentValues = new Map<string, unknown>(Object.entries(sent));
  return Object.fromEntries(
    Object.entries(edits).filter(([key, value]) => sentValues.get(key) !== value),
  );
}

interface DetailsProps {
  readonly workspace: Workspace;
  readonly view: ArticleOpening;
  readonly isTrash: boolean;
}

function Details({ workspace, view, isTrash }: DetailsProps) {
  const { session, commands } = workspace;
  const isReadOnly = useSession(({ readOnly }) => readOnly !== null) || isTrash;
  const { article, status } = view;
  const { draft, edit, settle } = useEdits(draftOf(view), article.updatedAt);
  const save = (next: Draft) => {
    const changes = changesOf(next, draftOf(view));
    if (Object.keys(changes).length === 0) return;
    settle(next);
    session
      .run('article.update', { id: article.id, ...changes })
      .catch((error: unknown) => workspace.fail(error, 'Saving the details'));
  };
  const { text } = view.revision;
  const words = useMemo(() => text.split(/\s+/).filter(Boolean).length, [text]);
  return (
    <>
      <div className={styles.previewTop}>
        <Select
          label="Status"
          hideLabel
          value={status}
          isDisabled={isReadOnly}
          onChange={(next) =>
            void session
              .run('article.setStatus', { ids: [article.id], status: next })
              .catch((error: unknown) => workspace.fail(error, 'Setting the status'))
          }
          options={articleStatusLooks.map(({ id, label, icon }, index) => ({
            id,
            label,
            start: <Icon of={icon} size={14} />,
            shortcut: `${index + 1}`,
          }))}
        />
        {isTrash ? (
          <Button icon={IconRestore} onPress={() => commands.run('library.restore')}>
            Restore
          </Button>
        ) : (
          <Button
            icon={IconAnnotate}
            shortcut={commands.keyOf('library.open')}
            onPress={() =>
              void workspace
                .openArticle(article.id)
                .catch((error: unknown) => workspace.fail(error))
            }
          >
            Annotate
          </Button>
        )}
      </div>
      <div className={styles.previewBody}>
        <MetadataFields
          value={draft}
          quiet
          isDisabled={isReadOnly}
          onChange={(change) => {
            const next = { ...draft, ...change };
            edit(change);
            // Tags have no field to leave: each change is one step.
            if (change.tags) save(next);
          }}
          onCommit={() => save(draft)}
        />
        <TextArea
          label="Note"
          quiet
          rows={1}
          placeholder={isReadOnly ? '—' : 'Add a note'}
          isDisabled={isReadOnly}
          value={draft.note}
          onChange={(note) => edit({ note })}
          onBlur={() => save(draft)}
        />
        <p className={styles.facts}>
          {formatCount(words, 'word')}
          {article.origin.file !== null && (
            <>
              {' · from '}
              <bdi>{article.origin.file}</bdi>
            </>
          )}
        </p>
        <TextPreview
          className={styles.text}
          language={article.language}
          text={text.length > previewLength ? `${text.slice(0, previewLength)}…` : text}
        />
      </div>
    </>
  );
}
