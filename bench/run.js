import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

// Runs one TypeScript file of bench/ (Node 20 cannot by itself): node bench/run.js [NAME [ARGS]]. What bench/package.json
// names comes from bench/node_modules, everything else from the program's own.
const home = path.dirname(fileURLToPath(import.meta.url));
const [name = 'speed', ...args] = process.argv.slice(2);
if (!/^[a-z0-9-]+$/.test(name)) {
  console.error('usage: node bench/run.js [NAME [ARGS]], where bench/NAME.ts is the script');
  process.exit(2);
}
const outfile = path.join(home, '..', 'build', 'bench', `${name}.mjs`);
const peers = Object.keys(JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')).dependencies);
const resolvePeers = {
  name: 'peers',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(${peers.join('|')})(/.*)?$`) }, ({ path: peer }) => ({
      path: import.meta.resolve(peer),
      external: true,
    }));
  },
};
mkdirSync(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.join(home, `${name}.ts`)],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  plugins: [resolvePeers],
  logLevel: 'error',
});
const { main } = await import(pathToFileURL(outfile).href);
process.exitCode = await main(args);
