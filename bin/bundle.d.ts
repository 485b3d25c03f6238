/** The folder with the bundled program, made on first use and whenever the sources have changed. */
export function bundle(root: string): Promise<string>;

/** A hash of the sources. */
export function fingerprint(root: string): string;
