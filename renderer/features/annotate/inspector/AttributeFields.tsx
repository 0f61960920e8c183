import { useState } from 'react';
import { findLayer } from '../../../../shared/codebook/codebook.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import type { JsonObject } from '../../../../shared/util/json.ts';
import { useSession } from '../../../app/workspace.ts';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useAnnotate } from '../annotate-context.ts';

const unset = '-unset';

/** Attributes of a mark with one more value; an empty one is taken out. */
function withValue(annotation: Annotation, id: string, value: string): JsonObject {
  const { [id]: _before, ...others } = annotation.attributes;
  return value === '' ? others : { ...others, [id]: value };
}

/** Label and attributes of a mark, from the codebook's layer. */
export function AttributeFields({ annotation }: { readonly annotation: Annotation }) {
  const { actions } = useAnnotate();
  const layer = useSession((state) =>
    state.project ? findLayer(state.project.codebook, annotation.layer) : null,
  );
  if (!layer) return null;
  return (
    <>
      {layer.labels.length > 0 && (
        <Select
          label="Type"
          value={annotation.label}
          options={layer.labels.map(({ id, name, key }) => ({
            id,
            label: name,
            ...(key !== null && { shortcut: key }),
          }))}
          onChange={(label) => actions.update({ id: annotation.id, label })}
        />
      )}
      {layer.attributes.map(({ id, name, values, initial }) => {
        const value = annotation.attributes[id];
        if (values.length === 0) {
          return <FreeField key={id} id={id} name={name} annotation={annotation} />;
        }
        return (
          <Select
            key={id}
            label={name}
            value={typeof value === 'string' ? value : initial}
            placeholder="Not set"
            options={[
              ...values.map((each) => ({ id: each.id, label: each.name })),
              ...(initial === null && value !== undefined ? [{ id: unset, label: 'Not set' }] : []),
            ]}
            onChange={(chosen) =>
              actions.update({
                id: annotation.id,
                attributes: withValue(annotation, id, chosen === unset ? '' : chosen),
              })
            }
          />
        );
      })}
    </>
  );
}

interface FreeFieldProps {
  readonly id: string;
  readonly name: string;
  readonly annotation: Annotation;
}

/** An attribute without a closed list of values; stored on leaving. */
function FreeField({ id, name, annotation }: FreeFieldProps) {
  const { actions } = useAnnotate();
  const [draft, setDraft] = useState<string | null>(null);
  const stored = annotation.attributes[id];
  const value = typeof stored === 'string' ? stored : '';
  return (
    <TextField
      label={name}
      value={draft ?? value}
      onChange={setDraft}
      onBlur={() => {
        setDraft(null);
        if (draft === null || draft.trim() === value) return;
        const attributes = withValue(annotation, id, draft.trim());
        actions.update({ id: annotation.id, attributes });
      }}
    />
  );
}
