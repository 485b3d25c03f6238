import { statfsSync } from 'node:fs';

/** statfs f_type → name; from statfs(2) and linux/magic.h */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x5346414f, 'AFS'],
  [0x65735546, 'FUSE'],
]);

/** The network file system on which a folder may lie, by its type; null: a local one, as far as can be seen. Two
 * machines that write one SQLite file over a network destroy it. */
export function networkFileSystem(type: number): string | null {
  return NETWORK.get(type >>> 0) ?? null;
}

/** Like `networkFileSystem`, of an existing folder. */
export function networkFileSystemOf(folder: string): string | null {
  return networkFileSystem(statfsSync(folder).type);
}
