import { useParams } from 'react-router-dom';
import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useRun } from '../../hooks/useRun';
import { stackRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import styles from '../Stacks/Stacks.module.css';
import { LoadedRun } from './LoadedRun';

/** A run on a page of its own, below the stack that it belongs to. @internal */
export function RunPage() {
  const { runId = '' } = useParams();
  const { t } = useTranslation();
  const run = useRun(runId);
  const stackRoute = useRouteRef(stackRouteRef);
  return (
    <main className={styles.page}>
      {run.value && stackRoute ? (
        <Link href={stackRoute({ stackId: run.value.stackId })}>
          {t('run.stack', { name: run.value.stackName })}
        </Link>
      ) : null}
      <LoadedRun key={runId} run={run} level="h1" />
    </main>
  );
}
