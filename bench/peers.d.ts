// The peers come without types of their own; only what is measured is declared.
declare module '@nlpjs/core' {
  interface Nlp {
    settings: { autoSave: boolean; log: boolean };
    addLanguage(locale: string): void;
    addDocument(locale: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(locale: string, text: string): Promise<{ classifications: { intent: string; score: number }[] }>;
  }
  export function containerBootstrap(): Promise<{
    use(plugin: unknown): void;
    get(name: 'nlp'): Nlp;
  }>;
}
declare module '@nlpjs/nlp' {
  export const Nlp: unknown;
}
declare module '@nlpjs/lang-zh' {
  export const LangZh: unknown;
}
declare module 'fasttext.wasm.js' {
  interface Found {
    size(): number;
    get(index: number): readonly [probability: number, label: string];
    delete(): void;
  }
  export class FastTextModel {
    predict(text: string, most: number, least: number): Found;
  }
  type Trainer = new () => {
    trainSupervised(address: string, settings: object, told: () => void): Promise<unknown>;
  };
  export function getFastTextModule(): Promise<object>;
  export function getFastTextClass(options: {
    readonly getFastTextModule: () => Promise<object>;
  }): Promise<Trainer>;
}
declare module 'lighthouse' {
  interface Outcome {
    readonly lhr: { readonly categories: Readonly<Record<string, { readonly score: number | null }>> };
  }
  export default function lighthouse(
    url: string,
    flags: { readonly port: number; readonly onlyCategories: string[] },
  ): Promise<Outcome | undefined>;
}
declare module 'chrome-launcher' {
  export function launch(options: {
    readonly chromePath: string;
    readonly chromeFlags: readonly string[];
  }): Promise<{ readonly port: number; kill(): void }>;
}
declare module 'xstate' {
  export function createMachine(config: object): object;
  export function createActor(machine: object, options?: { readonly snapshot: unknown }): Actor;
  interface Actor {
    start(): Actor;
    send(event: { readonly type: string }): void;
    getPersistedSnapshot(): unknown;
  }
}
declare module 'inkjs/full' {
  interface Story {
    readonly state: { ToJson(): string; LoadJson(text: string): void };
    readonly canContinue: boolean;
    ResetState(): void;
    ContinueMaximally(): string;
    ChooseChoiceIndex(index: number): void;
  }
  export class Compiler {
    constructor(source: string);
    Compile(): Story;
  }
}
declare module 'express' {
  import type { RequestListener, ServerResponse } from 'node:http';

  interface Request {
    readonly method: string;
    readonly headers: Record<string, string | string[] | undefined>;
    readonly body?: Record<string, unknown>;
  }
  interface Response extends ServerResponse {
    status(code: number): unknown;
    header(name: string, value: unknown): unknown;
    send(body?: unknown): unknown;
  }
  interface App extends RequestListener {
    use(middleware: unknown): void;
    post(path: string, handle: (request: Request, response: Response) => void): void;
  }
  interface Express {
    (): App;
    json(): unknown;
  }
  const express: Express;
  export default express;
}
