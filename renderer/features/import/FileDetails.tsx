import {
  tableFields,
  type TableField,
  type TableMapping,
} from '../../../shared/formats/articles/table-mapping.ts';
import type { ImportTable } from '../../../shared/contract/import-views.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { cx } from '../../ui/cx.ts';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Select } from '../../ui/Select.tsx';
import {
  countTaken,
  isAllTaken,
  type Choices,
  type ImportRow,
  type ReviewList,
} from './import-rows.ts';
import styles from './import.module.css';
import type { Rereading } from './use-reread.ts';

export interface FileDetailsProps {
  readonly row: Extract<ImportRow, { readonly kind: 'file' }>;
  readonly list: ReviewList;
  readonly choices: Choices;
  /** A file that is being read anew: this one or, and then its own columns wait, another one. */
  readonly rereading: Rereading | null;
  readonly onMap: (mapping: TableMapping) => void;
  readonly onTakeAll: (isTaken: boolean) => void;
}

const labels: Readonly<Record<TableField, string>> = {
  text: 'Text',
  title: 'Title',
  byline: 'Byline',
  publisher: 'Publisher',
  url: 'Address',
  published: 'Date',
  language: 'Language',
  tags: 'Tags',
};

/** A file with several articles: how many there are, and for a table what its columns hold. */
export function FileDetails(props: FileDetailsProps) {
  const { row, list, choices, rereading, onMap, onTakeAll } = props;
  const { file, from, to } = row;
  const counts = countTaken(list, choices, file.key);
  const articles = counts.possible;
  const refused = to - from - articles;
  const { table } = file;
  const isBusy = rereading?.fileKey === file.key;
  const isWaiting = rereading !== null && !isBusy;
  const first = list.items[from];
  return (
    <div className={styles.file} aria-busy={isBusy}>
      <h3 className={styles.fileName}>
        <bdi>{file.fileName}</bdi>
      </h3>
      <p className={styles.facts}>
        {file.format} · {formatBytes(file.sizeBytes)} · {formatCount(articles, 'article')}
        {refused > 0 && ` · ${refused.toLocaleString()} refused`}
      </p>
      {articles === 0 && first && (
        <p className={styles.note} role="note">
          {first.problem}
        </p>
      )}
      {articles > 0 && (
        <Checkbox isSelected={isAllTaken(counts) === true} onChange={onTakeAll} isDisabled={isBusy}>
          Import all of them
        </Checkbox>
      )}
      {table && (
        <Columns
          table={table}
          // What was chosen last, though it is not read yet: the next choice is made beside it.
          mapping={(isBusy ? rereading.mapping : null) ?? table.mapping}
          isWaiting={isWaiting}
          onMap={onMap}
        />
      )}
    </div>
  );
}

interface ColumnsProps {
  readonly table: ImportTable;
  readonly mapping: TableMapping;
  /** Another file is being read. */
  readonly isWaiting: boolean;
  readonly onMap: (mapping: TableMapping) => void;
}

/** A prefix keeps a column named `none` apart from no column. */
const none = 'none';
const toId = (column: string): string => `column ${column}`;

function Columns({ table, mapping, isWaiting, onMap }: ColumnsProps) {
  const { columns, rows, rowCount } = table;
  const options = [
    { id: none, label: '—' },
    ...columns.map((column) => ({ id: toId(column), label: column })),
  ];
  const fieldOf = new Map(
    tableFields.flatMap((field) => {
      const column = mapping[field];
      return column === undefined ? [] : [[column, field] as const];
    }),
  );
  const choose = (field: TableField, id: string) => {
    const { [field]: _, ...rest } = mapping;
    const column = columns.find((each) => toId(each) === id);
    onMap(column === undefined ? rest : { ...rest, [field]: column });
  };
  return (
    <>
      {isWaiting && (
        <p className={styles.facts} role="status">
          Another file is being read. Then the columns of this one can be changed.
        </p>
      )}
      <fieldset className={styles.columns}>
        <legend>What the columns hold</legend>
        {tableFields.map((field) => {
          const column = mapping[field];
          return (
            <Select
              key={field}
              label={labels[field]}
              value={column === undefined ? none : toId(column)}
              options={field === 'text' && column !== undefined ? options.slice(1) : options}
              isDisabled={isWaiting}
              onChange={(id) => choose(field, id)}
            />
          );
        })}
      </fieldset>
      <section aria-label="First rows" className={styles.rowsShown}>
        <table className={styles.sample}>
          <caption>
            The first {rows.length} of {formatCount(rowCount, 'row')}
          </caption>
          <thead>
            <tr>
              {columns.map((column) => {
                const field = fieldOf.get(column);
                return (
                  <th key={column} scope="col" className={cx(field && styles.mapped)}>
                    <bdi>{column}</bdi>
                    <span className={styles.detail}>{field ? labels[field] : 'Not used'}</span>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, i) => (
              // The rows of a file have no name but their place, and never change it.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={i}>
                {cells.map((cell, at) => (
                  <td
                    key={columns[at]}
                    className={cx(!fieldOf.has(columns[at] ?? '') && styles.unused)}
                  >
                    <bdi>{cell}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
