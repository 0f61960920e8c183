import { useEffect, useState, type ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { IconNewFile } from '../ui/icons.ts';
import { showImport } from './lazy-dialogs.tsx';
import { openProject } from './open-project.ts';
import { keepForNextProject } from './pending-files.ts';
import type { Frame, Workspace } from './workspace.ts';
import styles from './app.module.css';

export interface DropAreaProps {
  readonly frame: Frame;
  /** null on the welcome screen. */
  readonly workspace: Workspace | null;
  readonly children: ReactNode;
}

const isProject = (name: string): boolean => name.toLowerCase().endsWith('.quotemark');

/** Take in dropped files: a project file is opened, everything else is read as articles. */
async function takeFiles(props: Omit<DropAreaProps, 'children'>, files: readonly File[]) {
  const { frame, workspace } = props;
  const { shell } = frame.clients;
  const grants = await frame.clients.grantFiles(files);
  const project = grants.find(({ name }) => isProject(name));
  if (project) {
    await openProject(frame, () => shell.call('project.openDropped', { grant: project.grant }));
  } else if (workspace) {
    await showImport(workspace, { kind: 'grants', grants });
  } else if (grants.length > 0) {
    // Articles need a project to live in.
    keepForNextProject(grants);
    const isMade = await shell.call('project.create', {});
    if (!isMade) keepForNextProject([]);
  }
}

/** The whole window takes files; an overlay says so while they hover. */
export function DropArea({ frame, workspace, children }: DropAreaProps) {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent) => {
      if (!isFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setCount([...event.dataTransfer.items].filter(({ kind }) => kind === 'file').length);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setCount(null);
    };
    const onDrop = (event: DragEvent) => {
      if (!isFiles(event)) return;
      event.preventDefault();
      setCount(null);
      const files = [...(event.dataTransfer?.files ?? [])];
      takeFiles({ frame, workspace }, files).catch((error: unknown) => frame.fail(error));
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [frame, workspace]);
  return (
    <>
      {children}
      {count !== null && (
        <div className={styles.dropOverlay}>
          <div className={styles.dropCard}>
            <Icon of={IconNewFile} size={28} />
            <strong>
              {count === 1 ? 'Drop 1 file' : `Drop ${count} files`} to{' '}
              {workspace ? 'add to this project' : 'open or import'}
            </strong>
            <span>Text, Markdown, Quotemark JSON, or a .quotemark project</span>
          </div>
        </div>
      )}
    </>
  );
}
