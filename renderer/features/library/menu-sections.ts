import type { Workspace } from '../../app/workspace.ts';
import { articleStatusLooks } from '../../ui/article-status.ts';
import {
  IconAnnotate,
  IconEntity,
  IconExport,
  IconRestore,
  IconTag,
  IconTrash,
  type IconType,
} from '../../ui/icons.ts';
import type { MenuAction, MenuSections } from '../../ui/Menu.tsx';

/** The context menu of articles, made of the commands so that names, keys and blocks are theirs. */
export function menuSections(workspace: Workspace, isTrash: boolean): MenuSections {
  const { commands } = workspace;
  const entry = (id: string, icon: IconType, tone?: 'danger'): MenuAction[] => {
    const command = commands.find(id);
    if (!command) return [];
    return [
      {
        id,
        label: command.label,
        icon,
        shortcut: commands.keyOf(id),
        isDisabled: command.blocked() !== null,
        ...(tone && { tone }),
        run: () => commands.run(id),
      },
    ];
  };
  if (isTrash) return [entry('library.restore', IconRestore)];
  return [
    entry('library.open', IconAnnotate),
    articleStatusLooks.flatMap(({ id, icon }) => entry(`library.status.${id}`, icon)),
    [
      ...entry('article.tags', IconTag),
      ...entry('article.assign', IconEntity),
      ...entry('article.exportSelected', IconExport),
    ],
    entry('library.trash', IconTrash, 'danger'),
  ];
}
