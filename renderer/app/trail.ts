import type { Trail, TrailPlace } from './workspace.ts';

/** Places that are kept; older ones are forgotten. */
const maxPlaces = 100;

/** A way that begins at a place. */
export function createTrail(start: TrailPlace): Trail {
  let places: readonly TrailPlace[] = [start];
  let at = 0;
  return {
    arrive(place) {
      const here = places[at];
      const isHere = here?.view === place.view && here.articleId === place.articleId;
      if (isHere && (place.annotationId === null || place.annotationId === here.annotationId))
        return;
      places = [...places.slice(0, at + 1), place].slice(-maxPlaces);
      at = places.length - 1;
    },
    note(annotationId) {
      places = places.map((place, index) => (index === at ? { ...place, annotationId } : place));
    },
    step(direction) {
      const place = places[at + direction];
      if (!place) return null;
      at += direction;
      return place;
    },
    has: (direction) => places[at + direction] !== undefined,
  };
}
