import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporary } from './temporary.mts';

/**
 * A program in the place of Terraform, for what the real one cannot be made to
 * do: it takes the same commands, and does what is given here.
 *
 * @param plan - of `plan`: JavaScript, the body of an async function
 * @param init - the same of `init`
 * @returns the path of the program
 */
export async function writeFakeEngine(
  plan: string,
  init = '',
): Promise<string> {
  const file = join(await temporary('fake'), 'fake-terraform');
  await writeFile(
    file,
    `#!${process.execPath}
const [command] = process.argv.slice(2);
if (command === 'version') {
  console.log('Terraform v1.11.4 (a fake)');
} else if (command === 'init') {
  (async () => {
    ${init}
  })();
} else if (command === 'plan') {
  (async () => {
    ${plan}
  })();
}
`,
  );
  await chmod(file, 0o755);
  return file;
}
