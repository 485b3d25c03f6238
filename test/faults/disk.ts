import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A small disk of its own that can be filled and made read-only. */
export interface Disk {
  readonly folder: string;
  fill(): void;
  free(): void;
  readOnly(): void;
  unmount(): void;
}

/** Mounts a disk in memory on a new folder; null where this user may not. */
export function smallDisk(folder: string, megabytes: number): Disk | null {
  mkdirSync(folder);
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'daozhang-test', folder);
  } catch {
    console.warn('a full disk is NOT tested: mounting one needs root');
    return null;
  }
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      let size = 1 << 20;
      for (let i = 0; size >= 1; i++) {
        try {
          writeFileSync(`${ballast}${i}`, Buffer.alloc(size));
        } catch {
          size = Math.floor(size / 4);
        }
      }
    },
    free: () => {
      for (let i = 0; i < 1_000; i++) rmSync(`${ballast}${i}`, { force: true });
    },
    readOnly: () => {
      mount('-o', 'remount,ro', folder);
    },
    unmount: () => {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' });
    },
  };
}
