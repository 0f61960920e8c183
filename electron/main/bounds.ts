import { z } from 'zod';

/** A rectangle on the desktop, in device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where windows were, by project key; `welcome` is the window without a project. */
export const windowPlacesSchema = z.record(
  z.string(),
  z.object({
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
    isMaximized: z.boolean(),
  }),
);
export type WindowPlace = z.output<typeof windowPlacesSchema>[string];

/** A window smaller than this cannot be worked in. */
export const smallest = { width: 720, height: 480 } as const;
const usual = { width: 1280, height: 800 } as const;
/** So much of the title bar must be on a display for a person to get hold of the window. */
const GRIP_PX = 80;
/** The height of a title bar. */
const CASCADE_PX = 32;

/**
 * Bounds for a window that was at `saved` when it was last open. Without it, or when no present display shows its title bar,
 * the usual size in the middle of the first display; never larger than the display.
 *
 * @param workAreas Usable areas of the present displays, the primary one first. At least one.
 */
export function fitBounds(saved: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const area = (saved && workAreas.find((work) => showsGrip(saved, work))) ?? workAreas[0];
  if (!area) throw new RangeError('there is no display');
  const wanted = saved ?? usual;
  const width = Math.min(Math.max(wanted.width, smallest.width), area.width);
  const height = Math.min(Math.max(wanted.height, smallest.height), area.height);
  if (saved && showsGrip(saved, area)) return { x: saved.x, y: saved.y, width, height };
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}

/** The same bounds, moved down and along until no other window is exactly there. */
export function besides(bounds: Rectangle, taken: readonly Rectangle[]): Rectangle {
  let free = bounds;
  while (taken.some(({ x, y }) => x === free.x && y === free.y)) {
    free = { ...free, x: free.x + CASCADE_PX, y: free.y + CASCADE_PX };
  }
  return free;
}

function showsGrip(window: Rectangle, work: Rectangle): boolean {
  const shown = Math.min(window.x + window.width, work.x + work.width) - Math.max(window.x, work.x);
  return shown >= GRIP_PX && window.y >= work.y && window.y <= work.y + work.height - GRIP_PX;
}
