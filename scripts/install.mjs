// Installs the dependencies with the pinned Yarn, unless nothing has changed
// since the last time. Runs before `npm start` and `npm test`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = path.join(root, 'node_modules/.cache/product-risk/installed');

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json')));
const installed = readStamp();
const wanted = {
  dependencies: hashOfDependencies(),
  // Native modules are compiled for one ABI of Node.js on one platform.
  runtime: `${process.platform}-${process.arch}-${process.versions.modules}`,
};

if (installed?.dependencies !== wanted.dependencies) {
  yarn('install', '--immutable');
}
if (installed && installed.runtime !== wanted.runtime) {
  yarn('rebuild', 'better-sqlite3');
}
mkdirSync(path.dirname(stampFile), { recursive: true });
writeFileSync(stampFile, JSON.stringify(wanted));

function readStamp() {
  return existsSync(stampFile)
    ? JSON.parse(readFileSync(stampFile, 'utf8'))
    : undefined;
}

function hashOfDependencies() {
  const workspaces = manifest.workspaces
    .map(pattern => path.join(root, path.dirname(pattern)))
    .flatMap(folder =>
      readdirSync(folder).map(name => path.join(folder, name, 'package.json')),
    );
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml']
    .map(name => path.join(root, name))
    .concat(workspaces.filter(existsSync).sort());
  const hash = createHash('sha256');
  files.forEach(file => hash.update(readFileSync(file)));
  return hash.digest('hex');
}

function yarn(...args) {
  const release = manifest.packageManager.replace('yarn@', '');
  const { status, error } = spawnSync(
    'npx',
    ['--yes', `@yarnpkg/cli-dist@${release}`, ...args],
    {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, ...headersOfThisNode() },
    },
  );
  if (status !== 0) {
    console.error(error ?? `yarn ${args.join(' ')} failed`);
    process.exit(status ?? 1);
  }
}

/**
 * Lets node-gyp compile against the headers that came with this Node.js, where
 * they did, instead of downloading them.
 */
function headersOfThisNode() {
  const prefix = path.resolve(process.execPath, '../..');
  return existsSync(path.join(prefix, 'include/node/node.h'))
    ? { npm_config_nodedir: prefix }
    : {};
}
