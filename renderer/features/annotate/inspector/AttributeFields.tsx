import { findLayer } from '../../../../shared/codebook/codebook.ts';
import type { Annotation } from '../../../../shared/records/records.ts';
import { useSession } from '../../../app/workspace.ts';
import { Select } from '../../../ui/Select.tsx';
import { useAnnotate } from '../annotate-context.ts';

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
      {layer.attributes
        .filter(({ values }) => values.length > 0)
        .map(({ id, name, values, initial }) => {
          const value = annotation.attributes[id];
          return (
            <Select
              key={id}
              label={name}
              value={typeof value === 'string' ? value : initial}
              placeholder="Not set"
              options={values.map((each) => ({ id: each.id, label: each.name }))}
              onChange={(chosen) =>
                actions.update({
                  id: annotation.id,
                  attributes: { ...annotation.attributes, [id]: chosen },
                })
              }
            />
          );
        })}
    </>
  );
}
