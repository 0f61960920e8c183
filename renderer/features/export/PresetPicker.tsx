import { useState } from 'react';
import type { Workspace } from '../../app/workspace.ts';
import type { Project } from '../../../shared/records/records.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { isSameJson } from '../../../shared/util/json.ts';
import type { ExportOptions } from './export-options.ts';
import { putPreset, readPresets, writePresets, type ExportPreset } from './export-presets.ts';
import styles from './export.module.css';

export interface PresetPickerProps {
  readonly workspace: Workspace;
  readonly project: Project | null;
  readonly options: ExportOptions;
  readonly onChoose: (options: ExportOptions) => void;
}

/** Choices that the project keeps under a name: one picks them, saves the ones at hand, or removes them. */
export function PresetPicker({ workspace, project, options, onChoose }: PresetPickerProps) {
  const [name, setName] = useState<string | null>(null);
  const [wasNamed, setWasNamed] = useState(false);
  const presets = readPresets(project);
  const current = presets.find((preset) => isSameJson(preset.options, options)) ?? null;
  const store = (next: readonly ExportPreset[], said: string): void => {
    workspace.session
      .run('project.update', { settings: writePresets(next) })
      .then(() => workspace.announce(said))
      .catch((error: unknown) => workspace.fail(error, 'Saving the preset'));
  };
  const save = (): void => {
    const trimmed = (name ?? '').trim();
    setName(null);
    setWasNamed(true);
    if (trimmed === '') return;
    store(putPreset(presets, { name: trimmed, options }), `Preset “${trimmed}” saved`);
  };
  return (
    <div className={styles.group}>
      {presets.length > 0 && (
        <Select
          label="Preset"
          value={current?.name ?? null}
          placeholder="None"
          options={presets.map((preset) => ({ id: preset.name, label: preset.name }))}
          onChange={(chosen) => {
            const preset = presets.find((candidate) => candidate.name === chosen);
            if (preset) onChoose(preset.options);
          }}
        />
      )}
      {name !== null ? (
        <div className={styles.naming}>
          <TextField
            label="Name of the preset"
            value={name}
            onChange={setName}
            maxLength={60}
            autoFocus
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // Else the key goes on to the button that has the focus then, and names another one.
              event.preventDefault();
              save();
            }}
          />
          <Button onPress={save}>Save</Button>
        </div>
      ) : current ? (
        <Button
          autoFocus={wasNamed}
          onPress={() =>
            store(
              presets.filter((preset) => preset !== current),
              `Preset “${current.name}” removed`,
            )
          }
        >
          Remove preset
        </Button>
      ) : (
        // After naming the focus comes back here, and stays when the button turns into the other one.
        <Button autoFocus={wasNamed} onPress={() => setName('')}>
          Save as preset…
        </Button>
      )}
    </div>
  );
}
