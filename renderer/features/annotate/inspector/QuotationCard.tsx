import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession, useWorkspace } from '../../../app/workspace.ts';
import { Button } from '../../../ui/Button.tsx';
import { AttributeFields } from './AttributeFields.tsx';
import { CardHead } from './CardHead.tsx';
import { useAnnotate } from '../annotate-context.ts';
import { unlinkedKindOf, unlinkedKinds } from '../pickers/source-kind.ts';
import styles from './Inspector.module.css';
import { LinkedMarks } from './LinkedMarks.tsx';
import { SegmentList } from './SegmentList.tsx';

/** What a quotation without a speaker says of its source. */
function nameUnlinked(annotation: Annotation): string {
  const kind = unlinkedKindOf(annotation);
  return kind === null ? 'Not linked' : unlinkedKinds[kind];
}

/** A quotation frame: content, source, cue, addressee, speaker and attributes. */
export function QuotationCard({ annotation }: { readonly annotation: Annotation }) {
  const { actions } = useAnnotate();
  const { commands } = useWorkspace();
  const speaker = useSession((state) =>
    annotation.speakerId === null ? null : (state.entities.get(annotation.speakerId) ?? null),
  );
  const key = (id: string) => commands.keyOf(id);
  return (
    <section aria-label="Quotation">
      <CardHead annotation={annotation} name="Quotation" />
      <SegmentList
        annotation={annotation}
        role="content"
        name="Content"
        empty=""
        onAdd={() => actions.addToQuotation('content')}
      />
      <div className={styles.field}>
        <span className={styles.label}>Speaker</span>
        <Button
          className={styles.link}
          shortcut={key('annotate.speaker')}
          onPress={() => actions.chooseSpeaker()}
        >
          <bdi>{speaker?.name ?? nameUnlinked(annotation)}</bdi>
        </Button>
      </div>
      <SegmentList
        annotation={annotation}
        role="source"
        name="Source"
        empty={`Select who is credited and press ${key('annotate.speaker')}.`}
        onAdd={() => actions.chooseSpeaker()}
      />
      <SegmentList
        annotation={annotation}
        role="cue"
        name="Cue"
        empty={`Select the verb, as in “said”, and press ${key('annotate.cue')}.`}
        onAdd={() => actions.addToQuotation('cue')}
      />
      <SegmentList
        annotation={annotation}
        role="addressee"
        name="Addressee"
        empty={`Nobody named. Select who was told and press ${key('annotate.addressee')}.`}
        onAdd={() => actions.addToQuotation('addressee')}
      />
      <div className={styles.pair}>
        <AttributeFields annotation={annotation} />
      </div>
      <LinkedMarks annotation={annotation} layer="claim" name="Claims in it" />
    </section>
  );
}
