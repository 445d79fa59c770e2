import { useStack } from '../../hooks/useStack';
import { useTranslation } from '../../translation';
import { FailureAlert } from '../FailureAlert';
import { LoadingState } from '../LoadingState';
import theme from '../theme.module.css';
import { StackDetails } from './StackDetails';
import styles from './Stack.module.css';

/** A stack, live. @internal */
export function StackPanel(props: { stackId: string; level: 'h1' | 'h2' }) {
  const { stackId, level } = props;
  const { t } = useTranslation();
  const { value: stack, failure, refresh } = useStack(stackId);
  return (
    <div className={`${theme.theme} ${styles.stack}`}>
      {failure ? (
        <FailureAlert
          failure={failure}
          title={t('stack.loadFailed')}
          outdated={stack !== null}
          onRetry={refresh}
        />
      ) : null}
      {stack ? (
        <StackDetails stack={stack} level={level} onChanged={refresh} />
      ) : null}
      {!stack && !failure ? <LoadingState /> : null}
    </div>
  );
}
