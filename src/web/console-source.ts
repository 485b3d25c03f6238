/** A file of the agents' page, as it is sent: plain, or packed for whoever can unpack it. */
export interface ConsoleAsset {
  readonly type: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** The agents' page as it was bundled for browsers; the names hold a hash of what is in them. */
export interface ConsoleSource {
  /** name of the script that the page begins with */
  readonly script: string;
  /** name of its style */
  readonly style: string;
  /** what the script needs at once, by name: the browser is told so that it need not find out */
  readonly preload: readonly string[];
  readonly assets: ReadonlyMap<string, ConsoleAsset>;
}
