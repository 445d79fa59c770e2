import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import { examples } from './stamp.examples';
import {
  digestOf,
  formatStamp,
  nextLayers,
  STAMP_PATH,
  withoutSecrets,
  type Layer,
} from './stampFile';

async function digests(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const found: Record<string, string> = {};
  for (const entry of entries.filter(each => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    found[relative(folder, path)] = digestOf(await readFile(path));
  }
  delete found[STAMP_PATH];
  return found;
}

async function recordedLayers(path: string): Promise<Layer[]> {
  const text = await readFile(path, 'utf8').catch(error =>
    error.code === 'ENOENT' ? '' : Promise.reject(error),
  );
  return parse(text)?.layers ?? [];
}

/**
 * `heal7:template:stamp`: records in the workspace what it was made from. One
 * call after each layer; the record itself is the only state, so that a call
 * that is made again changes nothing.
 */
export const createStampAction = () =>
  createTemplateAction({
    id: 'heal7:template:stamp',
    description:
      'Records template, version, answers and the digest of each file by layer in .heal7/template.yaml, which upgrades start from. Secrets are left out',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        version: z => z.string().describe('Version of the template'),
        answers: z => z.record(z.any()).describe('Answers of the wizard'),
        template: z =>
          z
            .string()
            .optional()
            .describe('Reference of the template; default: the one that runs'),
        layer: z =>
          z
            .string()
            .optional()
            .describe(
              'Name of what was rendered just now; leave it out after removing files',
            ),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace; default: all of it'),
      },
      output: {
        digests: z =>
          z.record(z.string()).describe('Digest of each layer, by its name'),
      },
    },
    async handler(ctx) {
      const { version, layer } = ctx.input;
      const ref = ctx.input.template ?? ctx.templateInfo?.entityRef;
      if (!ref) {
        throw new InputError('No template is known: set the input template');
      }
      const folder = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.targetPath ?? '.',
      );
      const path = join(folder, STAMP_PATH);
      const { answers, leftOut } = withoutSecrets(ctx.input.answers);
      if (leftOut.length > 0) {
        ctx.logger.warn(`Not recorded, as secrets: ${leftOut.join(', ')}`);
      }
      const layers = nextLayers(
        await recordedLayers(path),
        await digests(folder),
        layer,
      );
      await mkdir(dirname(path), { recursive: true });
      await writeFile(
        path,
        formatStamp({ template: { ref, version }, answers, layers }),
      );
      ctx.output(
        'digests',
        Object.fromEntries(layers.map(({ name, digest }) => [name, digest])),
      );
    },
  });
