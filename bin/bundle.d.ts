/** Folders of the bundled program and of what is learned from the content. */
export function bundle(root: string): Promise<{ readonly cache: string; readonly models: string }>;

/** A hash of the sources below a folder of the package. */
export function fingerprint(root: string, folder: string): string;
