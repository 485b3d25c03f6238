/** Where this installation lies. */
export interface Place {
  /** the folder of the package */
  readonly home: string;
  /** the folder with dialogs/ and knowledge/: the package's own, or another */
  readonly root: string;
  /** a folder for what is computed from them; it belongs to this version of the program */
  readonly cache: string;
}
