import { formatCount } from '../../ui/format.ts';
import { Select } from '../../ui/Select.tsx';
import type { FileLabel, LabelOption } from './label-choices.ts';
import styles from './import.module.css';

export interface LabelMappingProps {
  readonly labels: readonly FileLabel[];
  /** By name of the label, an id of `options`. */
  readonly choices: ReadonlyMap<string, string>;
  readonly options: readonly LabelOption[];
  readonly onChoose: (names: readonly string[], id: string) => void;
}

/** What each label of the files with marks is here: one choice for all files of the import. */
export function LabelMapping({ labels, choices, options, onChoose }: LabelMappingProps) {
  const unknown = labels.filter(({ isKnown }) => !isKnown);
  const shared = new Set(unknown.map(({ name, initial }) => choices.get(name) ?? initial));
  const [same] = shared;
  return (
    <div className={styles.file}>
      <h3 className={styles.fileName}>Labels</h3>
      <p className={styles.facts}>
        What each label of the files is in this project. The choices are remembered.
      </p>
      {unknown.length > 1 && (
        <Select
          label={`All ${unknown.length.toLocaleString()} that the codebook does not have`}
          value={shared.size === 1 && same !== undefined ? same : null}
          placeholder="Various"
          options={options.filter(({ id }) => !id.startsWith('to:'))}
          onChange={(id) =>
            onChoose(
              unknown.map(({ name }) => name),
              id,
            )
          }
        />
      )}
      <table className={styles.labels}>
        <thead>
          <tr>
            <th scope="col">In the files</th>
            <th scope="col">Here</th>
          </tr>
        </thead>
        <tbody>
          {labels.map(({ name, count, example, initial }) => (
            <tr key={name}>
              <td>
                <bdi className={styles.name}>{name === '' ? 'No label' : name}</bdi>
                <span className={styles.detail}>
                  {formatCount(count, 'mark')}
                  {example !== '' && (
                    <>
                      : “<bdi>{example}</bdi>”
                    </>
                  )}
                </span>
              </td>
              <td>
                <Select
                  label={`${name === '' ? 'No label' : name} is here`}
                  hideLabel
                  value={choices.get(name) ?? initial}
                  options={options}
                  onChange={(id) => onChoose([name], id)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
