import { RESOURCES } from '../../store/resourceType.mts';
import { isCompleted, type AnalysisRun } from '../analysisTypes.mts';
import { hashOf, type Pass } from './pass.mts';
import { HASH_LABEL } from './types.mts';

/** Completed runs kept of each kind, successful and not. */
const KEEP = 5;

/** Deletes completed runs beyond the limits, and those of deleted revisions. */
export function trimRuns(pass: Pass, runs: AnalysisRun[]): void {
  const hashes = new Set(pass.allRSs.map(hashOf));
  const newestFirst = runs
    .filter(isCompleted)
    .sort((a, b) =>
      a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1,
    );
  const kept = { successful: 0, other: 0 };
  for (const run of newestFirst) {
    const kind = run.status?.phase === 'Successful' ? 'successful' : 'other';
    kept[kind] += 1;
    const orphaned = !hashes.has(run.metadata.labels?.[HASH_LABEL] ?? '');
    if (kept[kind] > KEEP || orphaned) {
      const { namespace, name } = run.metadata;
      pass.store.delete(RESOURCES.analysisRuns, namespace, name);
    }
  }
}
