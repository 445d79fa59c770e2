/**
 * Writes the tables of inputs and outputs into the READMEs of the modules:
 * `node tools/terraform-checks/readme.mts`. A check says when it is due. Needs
 * `terraform-config-inspect` (`npm run cluster -- build`) on PATH.
 */
import { writeFileSync } from 'node:fs';
import { currentReadme, documented, readmeOf } from './src/readme.mts';

for (const dir of documented()) {
  writeFileSync(readmeOf(dir), currentReadme(dir));
}
