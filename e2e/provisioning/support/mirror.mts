import { existsSync } from 'node:fs';

/** Where machines without the registry keep a mirror of the providers. */
const USUAL_MIRROR = '/opt/tf-plugins';

/** The folder with the AWS provider; undefined to take it from the registry. */
export function providerMirror(): string | undefined {
  return (
    process.env.HEAL7_TERRAFORM_MIRROR ??
    (existsSync(USUAL_MIRROR) ? USUAL_MIRROR : undefined)
  );
}
