import type { ReactNode } from 'react';
import type { ExportFormatView, ProjectView } from '../../../shared/contract/views.ts';
import type { SplitChoice, SplitGrouping } from '../../../shared/exchange/split/split.ts';
import type { Entity, Id } from '../../../shared/records/records.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import { formatCount } from '../../ui/format.ts';
import { Checkbox, Segments } from '../../ui/Checkbox.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { RedactChoice } from './RedactChoice.tsx';
import type { ExportOptions } from './export-options.ts';
import styles from './export.module.css';

export interface ExportChoicesProps {
  readonly options: ExportOptions;
  readonly format: ExportFormatView | null;
  readonly project: ProjectView | null;
  readonly entities: ReadonlyMap<Id, Entity>;
  readonly onChange: (change: Partial<ExportOptions>) => void;
  /** Above the choices. */
  readonly children?: ReactNode;
}

/** What of the project is exported, and how. */
export function ExportChoices(props: ExportChoicesProps) {
  const { options, format, project, onChange } = props;
  const { spreadsheet, statuses, acceptedOnly, hasText, articleIds } = options;
  return (
    <div className={styles.options}>
      {props.children}
      {format && <p className={styles.facts}>{describeFormat(format)}</p>}
      {options.format === 'csv' && (
        <Checkbox isSelected={spreadsheet} onChange={(next) => onChange({ spreadsheet: next })}>
          For Excel
          <span className={styles.hint}>
            Adds a byte order mark and guards cells that a spreadsheet would run as formulas. Leave
            it off for programs.
          </span>
        </Checkbox>
      )}
      <Group label="Articles" name="Articles by status">
        <Checkbox isSelected={statuses.length === 0} onChange={() => onChange({ statuses: [] })}>
          {articleIds ? formatCount(articleIds.length, 'selected article') : 'All articles'}
        </Checkbox>
        {articleStatusLooks.map(({ id, label }) => (
          <Checkbox
            key={id}
            isSelected={statuses.includes(id)}
            onChange={() => onChange({ statuses: toggle(statuses, id) })}
          >
            {label}
          </Checkbox>
        ))}
      </Group>
      <Group label="Annotations" name="Annotations">
        <Checkbox isSelected={acceptedOnly} onChange={(next) => onChange({ acceptedOnly: next })}>
          Only accepted ones
        </Checkbox>
        {project && <Marks options={options} project={project} onChange={onChange} />}
      </Group>
      <Group label="Names" name="Names">
        <RedactChoice
          entities={props.entities}
          chosen={options.redact}
          onChange={(redact) => onChange({ redact })}
        />
      </Group>
      <Group label="Text" name="Text">
        <Checkbox isSelected={hasText} onChange={(next) => onChange({ hasText: next })}>
          Include the articles’ texts
          {!hasText && (
            <span className={styles.hint}>
              Each mark still has the words it covers.
              {options.format === 'json' && ' Such a file cannot be imported.'}
            </span>
          )}
        </Checkbox>
      </Group>
      {format && format.offsetUnits.length > 0 && (
        <div className={styles.group}>
          <Select
            label="Positions counted in"
            value={options.offsetUnit ?? format.offsetUnits[0] ?? 'code point'}
            options={format.offsetUnits.map((id) => ({ id, label: unitLabels[id] }))}
            onChange={(offsetUnit) => onChange({ offsetUnit })}
          />
        </div>
      )}
      <Split split={options.split} onChange={(split) => onChange({ split })} />
    </div>
  );
}

const unitLabels = {
  'code point': 'Unicode code points (Python)',
  'utf-16': 'UTF-16 units (JavaScript, Java)',
  byte: 'UTF-8 bytes (C, Rust, Go)',
} as const;

/** Kind of file, unit of positions, whether it is read back. */
function describeFormat(format: ExportFormatView): string {
  const { extension, offsetUnit, offsetUnits, isCompared } = format;
  const unit = { 'code point': 'Unicode code points', 'utf-16': 'UTF-16 units', token: 'tokens' };
  return [
    extension === null ? 'A folder' : `A file ${extension}`,
    ...(offsetUnits.length > 0
      ? []
      : [offsetUnit === 'none' ? 'no positions' : `positions in ${unit[offsetUnit]}`]),
    ...(isCompared ? ['read back and compared after writing'] : []),
  ].join(' · ');
}

function Group(props: {
  readonly label: string;
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <div role="group" aria-label={props.name} className={styles.group}>
      <span className={styles.label} aria-hidden>
        {props.label}
      </span>
      {props.children}
    </div>
  );
}

function toggle<Value>(list: readonly Value[], value: Value): Value[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}

/** Layers and annotators; folded, since all of them is what is wanted as a rule. */
function Marks(props: {
  readonly options: ExportOptions;
  readonly project: ProjectView;
  readonly onChange: (change: Partial<ExportOptions>) => void;
}) {
  const { options, project, onChange } = props;
  const { layers, annotators } = options;
  const parts = [
    layers.length === 0
      ? 'All layers'
      : `${layers.length} of ${formatCount(project.codebook.layers.length, 'layer')}`,
    annotators.length === 0
      ? 'all annotators'
      : `${annotators.length} of ${formatCount(project.annotators.length, 'annotator')}`,
  ];
  return (
    <details className={styles.more}>
      <summary>{parts.join(', ')}</summary>
      <Group label="Layers" name="Layers">
        {project.codebook.layers.map(({ id, name }) => (
          <Checkbox
            key={id}
            isSelected={layers.includes(id)}
            onChange={() => onChange({ layers: toggle(layers, id) })}
          >
            {name}
          </Checkbox>
        ))}
      </Group>
      <Group label="Annotators" name="Annotators">
        {project.annotators.map(({ id, name }) => (
          <Checkbox
            key={id}
            isSelected={annotators.includes(id)}
            onChange={() => onChange({ annotators: toggle(annotators, id) })}
          >
            <bdi>{name}</bdi>
          </Checkbox>
        ))}
      </Group>
      <p className={styles.hint}>None ticked means all of them.</p>
    </details>
  );
}

const parts = [
  { id: '80/10/10', label: '80 / 10 / 10' },
  { id: '70/15/15', label: '70 / 15 / 15' },
  { id: '60/20/20', label: '60 / 20 / 20' },
  { id: '80/0/20', label: '80 / 20, no validation' },
] as const;

const groupings: readonly { readonly id: SplitGrouping; readonly label: string }[] = [
  { id: 'story', label: 'Near-duplicates' },
  { id: 'speaker', label: 'and the same speakers' },
  { id: 'publisher', label: 'and the same publishers' },
  { id: 'article', label: 'Nothing' },
];

const initialSplit: SplitChoice = {
  train: 80,
  validation: 10,
  test: 10,
  seed: 1,
  groupBy: 'story',
};

function Split(props: {
  readonly split: SplitChoice | null;
  readonly onChange: (split: SplitChoice | null) => void;
}) {
  const { split, onChange } = props;
  return (
    <div className={styles.group}>
      <Segments
        label="Train, validation and test"
        value={split ? 'parts' : 'whole'}
        options={[
          { id: 'whole', label: 'One export' },
          { id: 'parts', label: 'Split' },
        ]}
        onChange={(next) => onChange(next === 'parts' ? initialSplit : null)}
      />
      {split && (
        <>
          <Select
            label="Percent of the articles"
            value={`${split.train}/${split.validation}/${split.test}`}
            options={parts}
            onChange={(next) => {
              const [train = 80, validation = 10, test = 10] = next.split('/').map(Number);
              onChange({ ...split, train, validation, test });
            }}
          />
          <Select
            label="Keep together"
            value={split.groupBy}
            options={groupings}
            onChange={(groupBy) => onChange({ ...split, groupBy })}
          />
          <TextField
            label="Seed"
            value={String(split.seed)}
            maxLength={9}
            onChange={(text) => onChange({ ...split, seed: Number(text.replace(/\D/g, '')) })}
            hint="The same seed gives the same split."
          />
        </>
      )}
    </div>
  );
}
