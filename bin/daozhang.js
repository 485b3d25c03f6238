#!/usr/bin/env node
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

try {
  const { cache, models } = await bundle(root);
  const { main } = await import(pathToFileURL(path.join(cache, 'cli.js')).href);
  process.exitCode = await main(process.argv.slice(2), { home: root, cache, models });
} catch (error) {
  console.error(`daozhang: cannot be built or loaded: ${error.message}`);
  process.exitCode = 1;
}
