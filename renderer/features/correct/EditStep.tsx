import { useState, type KeyboardEvent } from 'react';
import type { RichDocument } from '../../../shared/text/document.ts';
import { findCaretPlace } from '../../state/caret-place.ts';
import type { Workspace } from '../../app/workspace.ts';
import { TextEditor } from '../../editor/TextEditor.tsx';
import type { OpenArticle } from '../../state/apply-changes.ts';
import styles from './correct.module.css';

/**
 * The text to edit, begun where the person was reading, its marks behind it.
 *
 * @param props.isHidden While the marks are reviewed: text, selection and undo wait here.
 * @param props.onProblem Told why something cannot be done; null when it can again.
 */
export function EditStep(props: {
  readonly workspace: Workspace;
  readonly article: OpenArticle;
  readonly isHidden: boolean;
  readonly onChange: (document: RichDocument) => void;
  readonly onProblem: (message: string | null) => void;
}) {
  const { workspace, isHidden, onChange, onProblem } = props;
  const [begun] = useState(() => describeStart(workspace, props.article));
  const explain = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onProblem('“Finish article” is off while the text is edited.');
  };
  return (
    <div
      className={styles.frame}
      hidden={isHidden}
      data-key-context="edit"
      onKeyDownCapture={explain}
    >
      <div className={styles.badge}>Editing text</div>
      <TextEditor
        {...begun}
        autofocus
        isHidden={isHidden}
        onChange={(next) => {
          onChange(next);
          onProblem(null);
        }}
        onProblem={onProblem}
      />
    </div>
  );
}

function describeStart({ places }: Workspace, { article, revision, annotations }: OpenArticle) {
  const place = findCaretPlace(places, article.id, revision.text);
  return {
    initial: revision.document,
    language: article.language,
    marks: [...annotations.values()].map(({ layer, segments }) => ({ kind: layer, segments })),
    ...(place && { start: place.caret }),
  };
}
