/** Where this installation lies. */
export interface Place {
  /** the folder of the package */
  readonly home: string;
  /** the folder with dialogs/ and knowledge/: the package's own, or another */
  readonly root: string;
  /** a folder for checked content; it belongs to this version of the program */
  readonly cache: string;
  /** a folder for trained classifiers; it belongs to this version of src/nlu */
  readonly models: string;
}
