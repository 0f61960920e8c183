import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { initialSettings } from '../../../shared/contract/initial-settings.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { Frame } from '../../app/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { listSections, type SettingRow } from './setting-rows.tsx';
import styles from './settings.module.css';

/** Whether every word of a filter begins a word of the row or of its section. */
function fits(row: SettingRow, title: string, filter: string): boolean {
  const words = `${title} ${row.label} ${row.hint ?? ''} ${row.words ?? ''}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean)
    .every((word) => words.includes(word));
}

function Row({ row, frame }: { readonly row: SettingRow; readonly frame: Frame }) {
  const settings = useStore(frame.shell, (state) => state.settings);
  const update = (patch: Partial<Settings>) => {
    frame.settings
      .update(patch)
      .catch((error: unknown) => frame.fail(error, 'Saving the settings'));
  };
  const isChanged = row.settings.some((name) => settings[name] !== initialSettings[name]);
  const reset = () =>
    update(Object.fromEntries(row.settings.map((name) => [name, initialSettings[name]])));
  return (
    <div className={styles.row} role="group" aria-label={row.label} data-setting={row.id}>
      <div className={styles.rowHead}>
        <span className={styles.label}>{row.label}</span>
        {isChanged && row.canReset !== false && (
          <button
            type="button"
            className={styles.reset}
            aria-label={`Reset ${row.label}`}
            onClick={reset}
          >
            Reset
          </button>
        )}
      </div>
      {row.control({ settings, update, frame })}
      {row.hint && <p className={styles.hint}>{row.hint}</p>}
    </div>
  );
}

/** Settings of the application: one page in sections, with a filter. Each applies at once. */
export function SettingsDialog(props: { readonly frame: Frame; readonly onClose: () => void }) {
  const { frame, onClose } = props;
  const [filter, setFilter] = useState('');
  const page = useRef<HTMLDivElement>(null);
  const sections = listSections()
    .map((section) => ({
      ...section,
      rows: section.rows.filter((row) => fits(row, section.title, filter)),
    }))
    .filter(({ rows }) => rows.length > 0);
  const goTo = (id: string) => {
    const section = page.current?.querySelector<HTMLElement>(`[data-section="${id}"]`);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  };
  return (
    <Dialog title="Settings" width={820} tall flush dismissable onClose={onClose}>
      <div className={styles.top}>
        <SearchField label="Find a setting" value={filter} onChange={setFilter} />
      </div>
      <div className={styles.body}>
        <nav className={styles.index} aria-label="Sections of the settings">
          {sections.map(({ id, title }) => (
            <button key={id} type="button" className={styles.entry} onClick={() => goTo(id)}>
              {title}
            </button>
          ))}
        </nav>
        <div ref={page} className={styles.page}>
          {sections.map(({ id, title, rows }) => (
            <section key={id} className={styles.section} aria-label={title} data-section={id}>
              <h3 className={styles.title} tabIndex={-1}>
                {title}
              </h3>
              {rows.map((row) => (
                <Row key={row.id} row={row} frame={frame} />
              ))}
            </section>
          ))}
          {sections.length === 0 && (
            <p className={styles.none}>
              No setting matches “{filter}”.{' '}
              <Button size="small" onPress={() => setFilter('')}>
                Show all
              </Button>
            </p>
          )}
        </div>
      </div>
    </Dialog>
  );
}
