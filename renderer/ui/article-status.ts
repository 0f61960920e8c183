import {
  IconFinal,
  IconStatusDone,
  IconStatusNew,
  IconStatusReview,
  IconStatusWorking,
  type IconType,
} from './icons.ts';

/** How a status of an article is drawn; the order is that of the keys 1 to 5. */
export const articleStatusLooks = [
  { id: 'new', label: 'New', icon: IconStatusNew },
  { id: 'in_progress', label: 'In progress', icon: IconStatusWorking },
  { id: 'done', label: 'Done', icon: IconStatusDone },
  { id: 'in_review', label: 'In review', icon: IconStatusReview },
  { id: 'final', label: 'Final', icon: IconFinal },
] as const satisfies readonly { id: string; label: string; icon: IconType }[];

/** Looks of one status. */
export function findStatusLook(status: string) {
  return articleStatusLooks.find(({ id }) => id === status) ?? articleStatusLooks[0];
}
