/** Lets style sheets that scripts of this page make be applied: the library forgets the page's number on the one by
 * which it measures scroll bars. Markup that is slipped in gets none. */
export function allowStyles(nonce: string): void {
  document.createElement = new Proxy(document.createElement, {
    apply: (target, self, names) => {
      const made: unknown = Reflect.apply(target, self, names);
      if (made instanceof HTMLStyleElement) made.nonce = nonce;
      return made;
    },
  });
}
