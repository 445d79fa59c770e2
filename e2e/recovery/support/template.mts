import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

const templates = resolve(import.meta.dirname, '../../../templates');

type Step = { action: string; input?: { url?: string } };

/** What a real template shares with all others: it has the catalog file. */
const SHARED = './shared/service';

/**
 * Writes a template with all the steps of a real one. Its own layers are two
 * files each, so that many tasks can run at the same time.
 *
 * @returns path of the template's file.
 */
export async function writeTemplate(folder: string): Promise<string> {
  const document = parse(
    await readFile(join(templates, 'nextjs-web.yaml'), 'utf8'),
  );
  document.metadata.name = 'recovery';
  const urls = (document.spec.steps as Step[])
    .filter(({ action }) => action === 'fetch:template')
    .map(({ input }) => input?.url ?? '');
  for (const url of urls) {
    const layer = join(folder, url);
    if (url === SHARED) {
      await cp(join(templates, url), layer, { recursive: true });
      continue;
    }
    await mkdir(join(layer, 'src'), { recursive: true });
    await writeFile(
      join(layer, 'README.md'),
      `# \${{ values.name }}, as ${url} has it\n`,
    );
    await writeFile(
      join(layer, 'src', 'main.ts'),
      `export const from = '${url}';\n`,
    );
  }
  const path = join(folder, 'recovery.yaml');
  await writeFile(path, stringify(document));
  return path;
}
