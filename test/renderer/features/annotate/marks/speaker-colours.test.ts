import { expect, test } from 'vitest';
import { assignSpeakerColours } from '../../../../../renderer/features/annotate/marks/speaker-colours.ts';

test('gives up to twelve speakers colours of their own, whatever their order', () => {
  const ids = Array.from({ length: 12 }, (_, i) => `speaker ${i}`);
  const colours = assignSpeakerColours(ids);
  expect(new Set(colours.values()).size).toBe(12);
  expect(assignSpeakerColours(ids.toReversed())).toEqual(colours);
  expect(assignSpeakerColours([...ids, 'one more']).size).toBe(13);
});

test('gives a speaker the same colour beside others', () => {
  const alone = assignSpeakerColours(['b']).get('b');
  expect(assignSpeakerColours(['b', 'b', 'q', 'x']).get('b')).toBe(alone);
});
