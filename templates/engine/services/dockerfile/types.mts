/** Said of a Dockerfile that cannot be executed, or whose execution failed. */
export class DockerfileError extends Error {}

/** One instruction, with its variables and quotes as they were written. */
export type Instruction = {
  /** Counted from one. */
  line: number;
  /** In capitals, such as `COPY`. */
  keyword: string;
  flags: Array<{ name: string; value: string }>;
  /** What follows the flags, continued lines joined. */
  rest: string;
  heredocs: Heredoc[];
};

export type Heredoc = {
  name: string;
  content: string;
  /** A quoted delimiter keeps variables as they are. */
  literal: boolean;
};

export type StageSource = {
  line: number;
  /** An image or an earlier stage, variables and all. */
  from: string;
  name?: string;
  instructions: Instruction[];
};

export type DockerfileSource = {
  /** ARG before the first FROM. */
  globals: Instruction[];
  stages: StageSource[];
};

/** What an image says about how it is run. */
export type ImageConfig = {
  env: Record<string, string>;
  workdir: string;
  user: string;
  shell: string[];
  entrypoint?: string[];
  cmd?: string[];
  healthcheck?: string[];
  exposed: string[];
  labels: Record<string, string>;
  stopSignal: string;
};
