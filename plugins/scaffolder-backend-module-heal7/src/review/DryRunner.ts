import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';
import type { TemplateFile } from './TemplateFiles';

/** A file as the dry run has rendered it. */
export interface RenderedFile {
  path: string;
  executable?: boolean;
  base64Content: string;
}

/** Answer of a dry run that went through. */
export interface DryRun {
  log: Array<{
    body: { message: string; stepId?: string; status?: string };
  }>;
  directoryContents: RenderedFile[];
}

/** A dry run that did not go through. */
export class DryRunError extends Error {
  constructor(
    message: string,
    /** HTTP status of the answer. */
    readonly status: number,
    /** Whether the values do not fit the template's parameters. */
    readonly values: boolean,
  ) {
    super(message);
  }
}

interface ValueProblem {
  property?: string;
  message?: string;
}

/** `instance.size.cpu` is `size.cpu` to the one who filled in the form. */
function describe({ property = '', message = '' }: ValueProblem): string {
  const name = property.replace(/^instance\.?/, '');
  return `${name ? `'${name}' ` : ''}${message}`;
}

/**
 * The scaffolder's dry run, over its own HTTP API: its function is not
 * exported. It runs with the portal's credentials, since the permission for it
 * would let people run templates of their own making.
 */
export class DryRunner {
  constructor(
    private readonly options: {
      auth: AuthService;
      discovery: DiscoveryService;
    },
  ) {}

  /** @throws DryRunError when it does not go through. */
  async run(request: {
    template: TemplateEntityV1beta3;
    values: JsonObject;
    files: TemplateFile[];
    signal: AbortSignal;
  }): Promise<DryRun> {
    const { auth, discovery } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'scaffolder',
    });
    const base = await discovery.getBaseUrl('scaffolder');
    const answer = await fetch(`${base}/v2/dry-run`, {
      method: 'POST',
      signal: request.signal,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        template: request.template,
        values: request.values,
        directoryContents: request.files.map(({ path, content }) => ({
          path,
          base64Content: content.toString('base64'),
        })),
      }),
    });
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) {
      return body;
    }
    const values = Array.isArray(body.errors);
    throw new DryRunError(
      values
        ? body.errors.map(describe).join('; ')
        : body.error?.message ?? `the dry run answered ${answer.status}`,
      answer.status,
      values,
    );
  }
}
