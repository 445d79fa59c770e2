// Prints the state of every rollout in the given files, as the portal shows
// it. All of the logic is in src/state; here are only the files.
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

// The packages are TypeScript and import each other without extensions: the
// hook with which the Backstage CLI starts the backend reads them as they are.
const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { runStateCommand } = require('../src/state/command.ts');

// npm runs scripts in the package's folder and says where it was called.
const calledIn =
  process.env.npm_lifecycle_event === 'state' && process.env.INIT_CWD
    ? process.env.INIT_CWD
    : process.cwd();

function writeAll(descriptor, text) {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      // A pipe that is full: its reader is slower than we are.
      if (error.code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}

const result = runStateCommand(process.argv.slice(2), file =>
  readFileSync(file === '-' ? 0 : resolve(calledIn, file), 'utf8'),
);
writeAll(1, result.stdout);
writeAll(2, result.stderr);
process.exitCode = result.exitCode;
