import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

const KEPT_MS = 24 * 3_600_000;

/** The folder of the bundled program, made on first use and whenever the sources have changed, and the folder for
 * what is learned from the content, which lasts as long as src/nlu stays the same. */
export async function bundle(root) {
  const home = buildFolder(root);
  const cache = path.join(home, `cli-${fingerprint(root, 'src')}`);
  if (!existsSync(path.join(cache, 'cli.js'))) await build(root, home, cache);
  return { cache, models: path.join(home, `nlu-${fingerprint(root, 'src/nlu')}`) };
}

function buildFolder(root) {
  const own = path.join(root, 'build');
  try {
    mkdirSync(own, { recursive: true });
    accessSync(own, constants.W_OK);
    return own;
  } catch {
    // An installed package may be read-only. The folder is ours alone: nobody else may put code into it.
    const { uid, username } = userInfo();
    const other = path.join(tmpdir(), `daozhang-${username}`);
    mkdirSync(other, { recursive: true, mode: 0o700 });
    const owned = statSync(other);
    if (uid !== -1 && (owned.uid !== uid || (owned.mode & 0o022) !== 0)) {
      throw new Error(`${own} cannot be written, and ${other} belongs to somebody else`);
    }
    return other;
  }
}

/** A hash of the sources below a folder. By content: after a checkout neither times nor sizes can be trusted. The root is in it
 * because imports of packages are written out as full addresses. */
export function fingerprint(root, folder) {
  const hash = createHash('sha256').update(`${root}\0${process.version}\0`);
  const sources = readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => /\.(tsx?|css)$/.test(name))
    .map((name) => path.join(folder, name));
  for (const name of [...sources.sort(), 'bin/bundle.js', 'package.json']) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(root, name)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

async function build(root, home, folder) {
  const esbuild = await import('esbuild');
  const draft = path.join(home, `draft-${randomUUID()}`);
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ['src/cli.ts', 'src/proof-worker.ts', 'src/check-worker.ts'],
      outdir: draft,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      sourcemap: true,
      logLevel: 'silent',
      plugins: [packagesStayOutside],
    });
    await bundlePage(root, draft);
    publish(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  forgetOld(home, folder);
}

/** Writes page.js and page.css, the merchants' page for browsers, into a folder: small, and for old WebViews too. */
export async function bundlePage(root, folder) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { page: 'src/web/merchant/main.tsx', 'page-style': 'src/web/merchant/chat.css' },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2017', 'chrome64'],
    charset: 'utf8',
    logLevel: 'silent',
  });
  renameSync(path.join(folder, 'page-style.css'), path.join(folder, 'page.css'));
}

// The bundle may lie outside the package, where bare names would not be found.
const packagesStayOutside = {
  name: 'packages-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) => {
      if (kind === 'entry-point') return undefined;
      return { path: isBuiltin(name) ? name : import.meta.resolve(name), external: true };
    });
  },
};

function publish(draft, folder) {
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another process was faster: its bundle is the same.
    if (!existsSync(path.join(folder, 'cli.js'))) throw error;
  }
}

// A process that still runs an older bundle loads parts of it late, so yesterday's stay for a day.
function forgetOld(home, folder) {
  const now = new Date();
  utimesSync(folder, now, now);
  for (const name of readdirSync(home)) {
    const other = path.join(home, name);
    if (!/^(cli|draft|nlu|test)-/.test(name) || other === folder) continue;
    const age = now.getTime() - (statSync(other, { throwIfNoEntry: false })?.mtimeMs ?? now.getTime());
    if (age > KEPT_MS) rmSync(other, { recursive: true, force: true });
  }
}
