import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build } from '../../test-cluster/src/build/build.mts';
import { schemasDir } from './paths.mts';

/** One entry of `schemas/providers.json`, by namespace and type. */
interface Provider {
  /** The file of its schemas. */
  schemas: string;
  /** What the mirror offers it as; the build metadata say that it is not it. */
  version: string;
}

const BINARY = 'terraform-provider-schema';

/** This machine, as Terraform names it. */
function platform(): string {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return `${process.platform}_${arch}`;
}

async function layProvider(
  address: string,
  { schemas, version }: Provider,
  mirror: string,
  binary: string,
): Promise<void> {
  const dir = join(mirror, ...address.split('/'), version, platform());
  await mkdir(dir, { recursive: true });
  const [, type] = address.split('/').slice(-2);
  await symlink(binary, join(dir, `terraform-provider-${type}`));
  const text = gunzipSync(await readFile(join(schemasDir, schemas)));
  await writeFile(join(dir, 'schema.json'), text);
}

/**
 * Lays a filesystem mirror of the schema-only providers in an empty folder, and
 * beside it a CLI configuration that installs providers from there alone.
 *
 * @returns the path of the CLI configuration, for `TF_CLI_CONFIG_FILE`
 */
export async function layMirror(dir: string): Promise<string> {
  const { [BINARY]: binary } = await build([BINARY], () => {});
  const providers: Record<string, Provider> = JSON.parse(
    await readFile(join(schemasDir, 'providers.json'), 'utf8'),
  );
  const mirror = join(dir, 'mirror');
  for (const [name, provider] of Object.entries(providers)) {
    const address = `registry.terraform.io/${name}`;
    await layProvider(address, provider, mirror, binary);
  }
  const config = join(dir, 'cli.tfrc');
  await writeFile(
    config,
    `provider_installation {
  filesystem_mirror {
    path = ${JSON.stringify(mirror)}
  }
}
`,
  );
  return config;
}
