/**
 * A run of the workflow, as far as it matters here. The words of `status` and
 * `conclusion` are GitHub's.
 */
export interface WorkflowRun {
  id: number;
  url: string;
  /** `queued`, `in_progress`, `waiting`, `completed`, and more. */
  status: string;
  /** `success`, `failure`, `cancelled`, `timed_out`, and more; null before. */
  conclusion: string | null;
  /** ISO 8601. */
  updatedAt: string;
}

export interface WorkflowStep {
  name: string;
  status: string;
  conclusion: string | null;
  /** ISO 8601; null while it waits. */
  startedAt: string | null;
  completedAt: string | null;
}

/** The runs of one workflow of one repository. */
export interface WorkflowRuns {
  /** Undefined when the host does not say which run it has become. */
  dispatch(
    inputs: Record<string, string>,
  ): Promise<Pick<WorkflowRun, 'id' | 'url'> | undefined>;
  /** By its title, among those of the last days. */
  find(title: string): Promise<WorkflowRun | undefined>;
  /** Undefined when it was deleted. */
  get(id: number): Promise<WorkflowRun | undefined>;
  /** Of all its jobs, in order. */
  steps(id: number): Promise<WorkflowStep[]>;
  cancel(id: number): Promise<void>;
  /** Of any run, by name; undefined when there is none, or no more. */
  artifact(name: string): Promise<WorkflowArtifact | undefined>;
}

export interface WorkflowArtifact {
  id: number;
  runId: number;
  download(): Promise<Buffer>;
  remove(): Promise<void>;
}
