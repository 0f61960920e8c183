import { findLabel, findLayer } from '../../../../shared/codebook/codebook.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { AttributeFields } from './AttributeFields.tsx';
import { CardHead } from './CardHead.tsx';
import { EntryFields } from './EntryFields.tsx';
import { TypeMismatch } from './TypeMismatch.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { foldName } from '../pickers/names.ts';
import { isName } from '../pickers/reference.ts';
import styles from './Inspector.module.css';
import { SegmentList } from './SegmentList.tsx';

/** A mention and the member of the cast it refers to. */
export function MentionCard({ annotation }: { readonly annotation: Annotation }) {
  const { store, actions } = useAnnotate();
  const { commands, session } = useWorkspace();
  const entity = useSession((state) =>
    annotation.entityId === null ? null : (state.entities.get(annotation.entityId) ?? null),
  );
  const colour = useSession((state) => {
    const codebook = state.project?.codebook;
    const label = annotation.label;
    return codebook && label !== null
      ? (findLabel(codebook, annotation.layer, label)?.colour ?? null)
      : null;
  });
  // The cast is of the mention layer; a layer that a codebook adds has labels and attributes only.
  const isMention = annotation.layer === 'mention';
  const layerName = useSession((state) => {
    const codebook = state.project?.codebook;
    return (codebook && findLayer(codebook, annotation.layer)?.name) ?? 'Mark';
  });
  const exact = annotation.segments[0]?.exact ?? '';
  const isNewName =
    entity !== null &&
    // «it», «the minister» are somebody else in the next article.
    isName(exact) &&
    ![entity.name, ...entity.aliases].some((name) => foldName(name) === foldName(exact));
  return (
    <section aria-label={layerName}>
      <CardHead annotation={annotation} name={layerName} colour={colour} />
      <SegmentList annotation={annotation} role="span" name="Text" empty="" onAdd={null} />
      {isMention && (
        <div className={styles.field}>
          <span className={styles.label}>Cast entry</span>
          <Button
            className={styles.link}
            shortcut={commands.keyOf('annotate.main')}
            onPress={() =>
              store.setState({ picker: { kind: 'entity', annotationId: annotation.id } })
            }
          >
            <bdi>{entity?.name ?? 'Not linked'}</bdi>
          </Button>
          {entity && isNewName && (
            <button
              type="button"
              className={styles.add}
              onClick={() =>
                actions.send(
                  session.run('entity.update', {
                    id: entity.id,
                    aliases: [...entity.aliases, exact],
                  }),
                )
              }
            >
              Remember “{exact}” as another name
            </button>
          )}
          {entity && <EntryFields entity={entity} key={entity.id} />}
        </div>
      )}
      <div className={styles.pair}>
        <AttributeFields annotation={annotation} />
      </div>
      {entity && <TypeMismatch annotation={annotation} entity={entity} />}
    </section>
  );
}
