import { statSync } from 'node:fs';

/** What tells one state of a file from another without opening it. */
interface FileState {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
}

/**
 * Notices that a project file was moved, replaced or written by somebody else since our last commit. SQLite itself does not
 * see a file that was overwritten in place by another copy.
 */
export class Fence {
  readonly #path: string;
  #last: FileState | null;

  constructor(path: string) {
    this.#path = path;
    this.#last = readState(path);
  }

  /** Whether the file is as our last commit left it. */
  get isIntact(): boolean {
    const now = readState(this.#path);
    const last = this.#last;
    return (
      now !== null &&
      last !== null &&
      now.device === last.device &&
      now.inode === last.inode &&
      now.size === last.size &&
      now.modified === last.modified
    );
  }

  /** Whether the path still names the file that we have open, whatever its content. */
  get isSameFile(): boolean {
    const now = readState(this.#path);
    return now?.device === this.#last?.device && now?.inode === this.#last?.inode;
  }

  /** Take the file as it is now for ours: after a commit. */
  record(): void {
    this.#last = readState(this.#path);
  }
}

/** By its path: opening the file and closing it again would drop SQLite's locks on it. */
function readState(path: string): FileState | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat
    ? { device: stat.dev, inode: stat.ino, size: stat.size, modified: stat.mtimeNs }
    : null;
}
