import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A small disk of its own that can be filled and made read-only. */
export interface Disk {
  readonly folder: string;
  fill(): void;
  free(): void;
  readOnly(): void;
  unmount(): void;
}

/** A disk whose file system can fail as a whole. */
export interface FailingDisk {
  readonly folder: string;
  /** An error of the disk: from now on the file system takes nothing more. */
  fail(): void;
  /** The power goes: from now on nothing reaches the disk, and what had not reached it is gone. */
  cutPower(): void;
  /** Mounts it again as it is, checked first. Whoever uses it has to be gone. */
  restore(): void;
  unmount(): void;
}

const BALLAST = 'ballast';

/** Mounts a disk in memory on a new folder; null where this user may not. */
export function smallDisk(folder: string, megabytes: number): Disk | null {
  mkdirSync(folder);
  if (!run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'daozhang-test', folder)) {
    console.warn('a full disk is NOT tested: mounting one needs root');
    return null;
  }
  return {
    folder,
    fill: () => fill(folder),
    free: () => {
      for (const name of readdirSync(folder)) {
        if (name.startsWith(BALLAST)) rmSync(path.join(folder, name));
      }
    },
    readOnly: () => {
      must('mount', '-o', 'remount,ro', folder);
    },
    unmount: () => {
      must('umount', '-l', folder);
    },
  };
}

function fill(folder: string): void {
  let size = 1 << 20;
  for (let i = 0; size >= 1; i++) {
    try {
      writeFileSync(path.join(folder, `${BALLAST}${i}`), Buffer.alloc(size));
    } catch {
      size = Math.floor(size / 4);
    }
  }
}

// _IOR('X', 125, u32) of the kernel's ext4.h, and the flag that keeps its journal from being written out.
const SHUTDOWN = 0x8004587d;
const NO_LOG_FLUSH = 2;

/** Mounts an ext4 in a file of its own on a new folder; null where this user may not. */
export function failingDisk(folder: string, megabytes: number): FailingDisk | null {
  mkdirSync(folder);
  const image = `${folder}.img`;
  writeFileSync(image, '');
  run('truncate', '-s', `${megabytes}M`, image);
  const mount = () => run('mount', '-o', 'loop,errors=remount-ro', image, folder);
  if (!run('mkfs.ext4', '-q', image) || !mount()) {
    console.warn('a disk that fails is NOT tested: mounting one needs root and loop devices');
    return null;
  }
  const inside = path.join(folder, 'handle');
  writeFileSync(inside, '');
  return {
    folder,
    fail: () => {
      const device = must('findmnt', '-n', '-o', 'SOURCE', folder).trim();
      writeFileSync(`/sys/fs/ext4/${path.basename(device)}/trigger_fs_error`, '1');
    },
    cutPower: () => {
      const flag = `my $flag = pack("L", ${NO_LOG_FLUSH});`;
      must('perl', '-e', `${flag} open F, "<", shift or die; ioctl(F, ${SHUTDOWN}, $flag) or die`, inside);
    },
    restore: () => {
      must('umount', folder);
      // Exit code 1 says that something was mended.
      run('e2fsck', '-fy', image);
      if (!mount()) throw new Error(`${image} cannot be mounted again`);
    },
    unmount: () => {
      must('umount', '-l', folder);
      rmSync(image);
    },
  };
}

function must(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { stdio: 'pipe', encoding: 'utf8' });
}

function run(command: string, ...args: readonly string[]): boolean {
  try {
    must(command, ...args);
    return true;
  } catch {
    return false;
  }
}
