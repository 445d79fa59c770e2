import { spawnSync } from 'node:child_process';

/** A variable, as the code declares it. */
export interface Variable {
  name: string;
  /** The expression: `list(string)`. */
  type: string;
  required: boolean;
  /** Of those that are not required. */
  default?: unknown;
  description?: string;
  sensitive?: boolean;
}

/** An output, as the code declares it. */
export interface Output {
  name: string;
  description?: string;
  sensitive?: boolean;
}

interface Resource {
  type: string;
  pos: { filename: string; line: number };
}

/** What a folder of Terraform declares. */
export interface Inspection {
  variables: Record<string, Variable>;
  outputs: Record<string, Output>;
  required_providers: Record<string, { source?: string }>;
  managed_resources: Record<string, Resource>;
  data_resources: Record<string, Resource>;
  module_calls: Record<string, { source: string }>;
  diagnostics?: Array<{ summary: string }>;
}

/** Reads a folder by HashiCorp's own parser, without running Terraform. */
export function inspect(dir: string): Inspection {
  const { error, stdout } = spawnSync(
    'terraform-config-inspect',
    ['--json', dir],
    { encoding: 'utf8' },
  );
  if (error) {
    throw error;
  }
  return JSON.parse(stdout);
}
