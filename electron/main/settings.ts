import { initialSettings } from '../../shared/contract/initial-settings.ts';
import {
  mergeSettings,
  settingsSchema,
  type Settings,
  type SettingsPatch,
} from '../../shared/contract/settings.ts';
import { openJsonFile } from './json-file.ts';

/** Settings of the application over their file. */
export interface SettingsStore {
  readonly get: () => Settings;
  /** Change what is given; the rest stays, and so do the places of other projects. */
  readonly update: (patch: SettingsPatch) => Settings;
  readonly flush: () => Promise<void>;
  /** A sentence for the person when the file could not be read; null as a rule. */
  readonly notice: string | null;
}

/** Who the annotator is until the person says otherwise. */
export interface SettingsOrigin {
  /** Name of the account on this machine. */
  readonly userName: string;
  readonly newId: () => string;
  readonly log?: (message: string, error: unknown) => void;
}

/** Open the settings. The first start gives the annotator an id and a name, and stores them. */
export function openSettings(file: string, origin: SettingsOrigin): SettingsStore {
  const stored = openJsonFile(file, settingsSchema, initialSettings, origin.log);
  const update = (patch: SettingsPatch) => {
    const now = stored.get();
    const next = mergeSettings(now, patch);
    stored.set(next);
    return next;
  };
  const { annotatorId, annotatorName } = stored.get();
  if (!annotatorId || !annotatorName) {
    update({
      annotatorId: annotatorId || origin.newId(),
      annotatorName: annotatorName || toName(origin.userName),
    });
  }
  return {
    get: stored.get,
    update,
    flush: stored.flush,
    notice: stored.setAside
      ? `The settings could not be read and were set back. The old file was kept as ${stored.setAside}.`
      : null,
  };
}

/** `ana.ruiz` becomes `Ana Ruiz`. */
export function toName(userName: string): string {
  const words = userName.split(/[\s._]+/u).filter(Boolean);
  const name = words.map((word) => word.replace(/^\p{Ll}/u, (first) => first.toUpperCase()));
  return name.join(' ') || 'Annotator';
}
