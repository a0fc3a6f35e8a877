// Bundles the command with everything it needs into one file, so that it runs
// with plain Node.js: no installation of dependencies, no network.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));

await build({
  absWorkingDir: folder,
  entryPoints: ['src/main.ts'],
  outfile: 'dist/product-risk.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  legalComments: 'linked',
  // A smaller file starts sooner; names stay, so that a failure can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
});
