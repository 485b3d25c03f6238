/** Folders of the bundled program and of what is learned from the content. */
export function bundle(root: string): Promise<{ readonly cache: string; readonly models: string }>;

/** Writes page.js and page.css, the merchants' page for browsers, into a folder. */
export function bundlePage(root: string, folder: string): Promise<void>;

/** A hash of the sources below a folder of the package. */
export function fingerprint(root: string, folder: string): string;
