import type { Job } from '@heal7/backstage-plugin-provisioning-node';
import { dirname, join } from 'node:path';

/** Of the machine, for networks that can be left only through a proxy. */
const NETWORK = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'],
  ...['http_proxy', 'https_proxy', 'no_proxy'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR'],
];

export function networkEnvironment(
  environment: NodeJS.ProcessEnv,
): Record<string, string> {
  return Object.fromEntries(
    NETWORK.flatMap(name =>
      environment[name] ? [[name, environment[name] as string]] : [],
    ),
  );
}

/**
 * The whole environment of the engine: nothing of the portal's own reaches it
 * but how to get out of the network. Credentials cannot replace what keeps it
 * in its folder.
 */
export function engineEnvironment(
  job: Pick<Job, 'credentials' | 'secrets'>,
  options: {
    /** Of the engine; absolute. */
    binary: string;
    /** Of the job; for its home and temporary files. */
    scratch: string;
    cliConfig: string;
    network: Record<string, string>;
  },
): Record<string, string> {
  const secrets = Object.entries(job.secrets).map(([name, value]) => [
    `TF_VAR_${name}`,
    value,
  ]);
  return {
    ...options.network,
    ...job.credentials,
    ...Object.fromEntries(secrets),
    // Git and other helpers are not for modules: their sources are local.
    PATH: dirname(options.binary),
    HOME: join(options.scratch, 'home'),
    TMPDIR: join(options.scratch, 'tmp'),
    LANG: 'C.UTF-8',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    TF_CLI_CONFIG_FILE: options.cliConfig,
    CHECKPOINT_DISABLE: '1',
    // Tells the id of the state lock that it takes; see `readTrace`.
    TF_LOG_CORE: 'info',
    TF_LOG_PROVIDER: 'off',
  };
}
