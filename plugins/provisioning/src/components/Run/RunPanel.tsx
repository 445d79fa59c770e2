import { useRun } from '../../hooks/useRun';
import { LoadedRun } from './LoadedRun';

/** @public */
export interface RunPanelProps {
  runId: string;
  /** Told when the reader has changed the run. */
  onChanged?: () => void;
  /** Level of its heading; `h2` when left out. */
  level?: 'h1' | 'h2' | 'h3';
}

/**
 * A run, live: its plan with cost and findings, the decision it waits for, its
 * log. Made to be shown wherever a run is of interest.
 *
 * @public
 */
export function RunPanel(props: RunPanelProps) {
  const { runId, onChanged, level = 'h2' } = props;
  const run = useRun(runId);
  return <LoadedRun run={run} level={level} onChanged={onChanged} />;
}
