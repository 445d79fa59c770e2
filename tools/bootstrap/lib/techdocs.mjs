// @ts-check
import { say } from './progress.mjs';
import { ensurePythonTool, pythonBin } from './python.mjs';

/**
 * Makes sure that the documentation generator (MkDocs) is there. Nothing else
 * depends on it, so a failure is said and survived.
 *
 * @returns {Promise<string | undefined>} the folder to put on PATH; undefined
 *   when the generator cannot be had
 * @internal
 */
export async function ensureTechDocs() {
  try {
    const there = await ensurePythonTool({
      name: 'techdocs',
      title: 'the documentation generator (MkDocs)',
      requirements: 'docs/requirements.txt',
    });
    return there ? pythonBin : undefined;
  } catch (error) {
    say(`Warning: ${/** @type {Error} */ (error).message}`);
    say('Going on without it: documentation pages are not built this time.');
    return undefined;
  }
}
