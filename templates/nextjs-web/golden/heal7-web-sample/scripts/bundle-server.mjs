// Completes `next build`: puts our server, and the files that Next leaves out
// of its standalone output, beside it. `.next/standalone` is then all there is
// to deploy.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const out = '.next/standalone';

await build({
  entryPoints: ['src/server/main.ts', 'src/server/healthcheck.ts'],
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  sourcemap: true,
  sourcesContent: false,
  // Next is in the standalone output already, and must be the same copy.
  external: ['next'],
  // Dependencies in CommonJS call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
cpSync('.next/static', `${out}/.next/static`, { recursive: true });
if (existsSync('public')) {
  cpSync('public', `${out}/public`, { recursive: true });
}
// 19 MB of native image library, traced by Next though next.config.ts turns the
// image optimiser off.
for (const unused of ['@img', 'sharp', 'detect-libc']) {
  rmSync(`${out}/node_modules/${unused}`, { recursive: true, force: true });
}
// Started through main.mjs only: this one would lack probes and drain.
rmSync(`${out}/server.js`);
