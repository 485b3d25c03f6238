import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');
const FLOORS =
  'privacy calendar knowledge diagnosis dialog content nlu conversation proof store desk channels web'.split(
    ' ',
  );
const PURE = ['privacy', 'calendar', 'knowledge', 'diagnosis', 'dialog', 'conversation', 'proof'];
const IMPURE = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\b|\bprocess\b|\bglobalThis\b/;
const ROOF = 'roof';
const HOMES: Readonly<Record<string, readonly string[]>> = {
  zod: [...FLOORS, ROOF],
  yaml: ['content'],
  natural: ['content'],
  '@node-rs/argon2': ['desk'],
  'opencc-js': ['nlu'],
  '@photostructure/sqlite': ['store'],
  pg: ['store'],
  'fast-xml-parser': ['channels'],
  'openid-client': ['web'],
  hono: ['web'],
  '@hono/node-server': ['web'],
  preact: ['web'],
  'preact-render-to-string': ['web'],
  botbuilder: ['channels'],
  'botframework-connector': ['channels'],
  '@microsoft/teams-ai': ['channels'],
  botkit: ['channels'],
  '@slack/web-api': ['channels'],
  'botbuilder-adapter-slack': ['channels'],
  'botbuilder-adapter-web': ['channels'],
  ws: ['channels'],
  commander: [ROOF],
  pino: [ROOF],
  '@opentelemetry/api': [ROOF],
  esbuild: [ROOF],
  react: ['web'],
  'react-dom': ['web'],
  antd: ['web'],
  echarts: ['web'],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => ({ name, floor: floorOf(name), text: readFileSync(path.join(SRC, name), 'utf8') }));

function floorOf(name: string): string {
  const [folder = ''] = name.split(path.sep);
  return folder.endsWith('.ts') ? ROOF : folder;
}

function importsOf(text: string): string[] {
  const found = text.matchAll(/(?:^|\n)(?:import|export)\b[^'"`;]*?from '([^']+)'|\bimport\(?\s*'([^']+)'/g);
  return [...found].map(([, from, direct]) => from ?? direct ?? '');
}

function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

function isStray(file: { readonly name: string; readonly floor: string }, name: string): boolean {
  if (name.startsWith('node:')) return false;
  if (!name.startsWith('.')) return !(HOMES[packageOf(name)] ?? []).includes(file.floor);
  const target = floorOf(path.relative(SRC, path.resolve(SRC, path.dirname(file.name), name)));
  return order(target) > order(file.floor);
}

// The roof is above all floors; a folder that is no floor is above even that.
function order(floor: string): number {
  const at = [...FLOORS, ROOF].indexOf(floor);
  return at < 0 ? FLOORS.length + 1 : at;
}

describe('the house', () => {
  test('has no folder beside its floors', () => {
    expect(new Set(files.map(({ floor }) => floor))).toEqual(
      new Set([...FLOORS, ROOF].filter((floor) => files.some((file) => file.floor === floor))),
    );
    expect(files.length).toBeGreaterThan(50);
  });

  test.each(files)(
    '$name imports from its own floor and those before it, and packages at home there',
    (file) => {
      expect(importsOf(file.text).filter((name) => isStray(file, name))).toEqual([]);
    },
  );

  test.each(files.filter(({ floor }) => PURE.includes(floor)))('$name is pure', ({ text }) => {
    expect(importsOf(text).filter((name) => name.startsWith('node:'))).toEqual([]);
    expect(text.replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, '')).not.toMatch(IMPURE);
  });

  test.each(files.filter(({ name }) => name.startsWith('web/merchant/')))(
    '$name runs in a browser',
    ({ text }) => {
      expect(importsOf(text).filter((name) => !/^(\.\/|preact(\/|$))/.test(name))).toEqual([]);
    },
  );

  // Types vanish when it is bundled, so it may share those of what it is told.
  test.each(files.filter(({ name }) => name.startsWith('web/console/')))(
    '$name runs in a browser, and knows of the server only the types',
    ({ text }) => {
      const kept = importsOf(text.replace(/^import type [^;]*;/gm, ''));
      expect(kept.filter((name) => !/^(\.\/|(react|react-dom|antd|echarts)(\/|$))/.test(name))).toEqual([]);
    },
  );
});
