import { sentenceAt } from '../../../shared/text/sentences.ts';
import type { Workspace } from '../../app/workspace.ts';
import type { AnnotateTools } from './annotate-context.ts';

/**
 * Keep the sentence at the caret set apart while the settings ask for it.
 *
 * @returns Stops it.
 */
export function markSentence(workspace: Workspace, tools: AnnotateTools): () => void {
  const show = (): void => {
    const reading = tools.actions.getReading();
    const { caret } = tools.store.getState();
    const isOn = workspace.settings.get().sentenceMarker && reading !== null;
    // The article may have changed a moment before its caret is known.
    const isInside = isOn && caret <= reading.map.lengthCodePoints;
    tools
      .reader()
      ?.setSentence(
        isInside ? sentenceAt(reading.text, caret, reading.language, reading.map) : null,
      );
  };
  const stops = [
    tools.store.subscribe((state, before) => {
      if (state.caret !== before.caret) show();
    }),
    workspace.shell.subscribe((state, before) => {
      if (state.settings.sentenceMarker !== before.settings.sentenceMarker) show();
    }),
    workspace.session.store.subscribe((state, before) => {
      // After the reader has the new text.
      if (state.article?.revision.id !== before.article?.revision.id) queueMicrotask(show);
    }),
  ];
  show();
  return () => stops.forEach((stop) => stop());
}
