import { useState } from 'react';
import type { RichDocument } from '../../../shared/text/document.ts';
import type { Workspace } from '../../app/workspace.ts';
import { TextEditor } from '../../editor/TextEditor.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { MetadataFields, type Metadata } from '../../ui/MetadataFields.tsx';
import { checkDateInput, normaliseDateInput } from '../../ui/news-date.ts';
import styles from './compose.module.css';

const emptyDocument: RichDocument = { type: 'doc', content: [{ type: 'paragraph' }] };

const emptyMetadata: Metadata = {
  title: '',
  byline: '',
  publisher: '',
  published: '',
  url: '',
  language: '',
  tags: [],
};

/** Whether any text was written; knows no more of the document than that. */
function hasText(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('text' in node) return node.text !== '';
  return 'content' in node && Array.isArray(node.content) && node.content.some(hasText);
}

/** Write or paste an article. */
export function ComposeDialog(props: {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}) {
  const { workspace, onClose } = props;
  const [metadata, setMetadata] = useState(emptyMetadata);
  const [document, setDocument] = useState(emptyDocument);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const isWritten = hasText(document);
  const isTouched = isWritten || metadata !== emptyMetadata;
  const canSave =
    isWritten && checkDateInput(metadata.published) === null && problem === null && !isSaving;

  const leave = async () => {
    if (isTouched) {
      const isSure = await workspace.dialogs.confirm({
        title: 'Discard this article?',
        message: 'It has not been saved to the project.',
        confirmLabel: 'Discard',
        cancelLabel: 'Keep writing',
        tone: 'danger',
      });
      if (!isSure) return;
    }
    onClose();
  };
  const save = async () => {
    if (!canSave) return;
    setSaving(true);
    const id = workspace.session.newId();
    try {
      await workspace.session.run('article.create', {
        ...metadata,
        id,
        tags: [...metadata.tags],
        published: normaliseDateInput(metadata.published) || null,
        note: '',
        origin: { file: null, importer: 'editor@1', sha256: null, encoding: null, newline: null },
        document,
      });
      onClose();
      await workspace.openArticle(id);
    } catch (error) {
      setSaving(false);
      workspace.fail(error, 'Saving the article');
    }
  };

  return (
    <Dialog
      title="New article"
      width={1040}
      tall
      flush
      onClose={() => void leave()}
      status={problem ?? (isWritten ? '' : 'Write or paste the text; it can be corrected later.')}
      footer={
        <>
          <Button onPress={() => void leave()}>Cancel</Button>
          <Button tone="primary" isDisabled={!canSave} onPress={() => void save()}>
            Save article
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <div className={styles.form}>
          <MetadataFields
            value={metadata}
            onChange={(change) => setMetadata({ ...metadata, ...change })}
          />
        </div>
        <div className={styles.editor} data-key-context="edit">
          <TextEditor
            initial={emptyDocument}
            language={metadata.language}
            autofocus
            onChange={setDocument}
            onProblem={setProblem}
          />
        </div>
      </div>
    </Dialog>
  );
}
