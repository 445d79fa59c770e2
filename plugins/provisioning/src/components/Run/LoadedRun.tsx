import type { RunView } from '@heal7/backstage-plugin-provisioning-common';
import type { Loaded } from '../../hooks/useLoaded';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import theme from '../theme.module.css';
import { RunDetails } from './RunDetails';
import styles from './Run.module.css';

/** A run in every state of asking for it. @internal */
export function LoadedRun(props: {
  run: Loaded<RunView>;
  level: 'h1' | 'h2' | 'h3';
  onChanged?: () => void;
}) {
  const { level, onChanged } = props;
  const { value: run, failure, refresh } = props.run;
  const { t } = useTranslation();
  return (
    <div className={`${theme.theme} ${styles.run}`}>
      {failure ? (
        <FailureAlert
          failure={failure}
          title={t('run.loadFailed')}
          outdated={run !== null}
          onRetry={refresh}
        />
      ) : null}
      {run ? (
        <RunDetails
          run={run}
          level={level}
          onChanged={() => {
            refresh();
            onChanged?.();
          }}
        />
      ) : null}
      {!run && !failure ? <LoadingState /> : null}
    </div>
  );
}
