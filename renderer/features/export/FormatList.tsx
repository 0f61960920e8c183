import { useId } from 'react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ExportFormatView } from '../../../shared/contract/views.ts';
import styles from './export.module.css';

/** Headings by the ids below them; a format that is in none stands under the last one. */
const headings = [
  { label: 'Quotemark', ids: /^(json|csv|jsonl)$/ },
  { label: 'Read and publish', ids: /^(html|markdown|claimreview|codebook)/ },
  { label: 'Train and analyse', ids: /^(prodigy|spacy|conll|iob|huggingface|parquet)/ },
  { label: 'Other programs', ids: /^/ },
] as const;

function groupFormats(formats: readonly ExportFormatView[]) {
  const headingOf = (id: string) => headings.find(({ ids }) => ids.test(id));
  return headings
    .map((heading) => ({
      label: heading.label,
      formats: formats.filter(({ id }) => headingOf(id) === heading),
    }))
    .filter((group) => group.formats.length > 0);
}

export interface FormatListProps {
  readonly formats: readonly ExportFormatView[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** Every format with what it is for. */
export function FormatList({ formats, value, onChange }: FormatListProps) {
  const prefix = useId();
  return (
    <RadioGroup className={styles.formats ?? ''} value={value} onChange={onChange}>
      <Label className={styles.hidden ?? ''}>Format</Label>
      {groupFormats(formats).map((group) => (
        <div key={group.label} className={styles.formatGroup}>
          <span className={styles.label} aria-hidden>
            {group.label}
          </span>
          {group.formats.map(({ id, name, summary }) => (
            <Radio
              key={id}
              value={id}
              // The quick case is a format and Enter.
              autoFocus={id === value}
              className={styles.format ?? ''}
              aria-label={name}
              aria-describedby={`${prefix}-${id}`}
            >
              <span className={styles.formatName}>{name}</span>
              <span className={styles.hint} id={`${prefix}-${id}`}>
                {summary}
              </span>
            </Radio>
          ))}
        </div>
      ))}
    </RadioGroup>
  );
}
