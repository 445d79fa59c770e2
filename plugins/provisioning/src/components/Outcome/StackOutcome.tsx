import { useId } from 'react';
import { Box } from '@backstage/ui';
import { DefaultTemplateOutputs } from '@backstage/plugin-scaffolder-react/alpha';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-react';
import { useTranslation } from '../../translation';
import { RunPanel } from '../Run/RunPanel';
import theme from '../theme.module.css';
import { runsOf } from './runs';
import styles from './StackOutcome.module.css';

/**
 * What a task that asked for a stack has come to: its plan, to be read and
 * decided on without leaving the wizard.
 *
 * @internal
 */
export function StackOutcome(props: { output?: ScaffolderTaskOutput }) {
  const { output } = props;
  const { t } = useTranslation();
  const heading = useId();
  // A failure has none; the wizard tells of it by itself.
  if (!output) {
    return null;
  }
  const runs = runsOf(output);
  return (
    <>
      <DefaultTemplateOutputs output={output} />
      {runs.length > 0 ? (
        <Box
          as="section"
          bg="neutral"
          aria-labelledby={heading}
          className={`${theme.theme} ${styles.outcome}`}
        >
          <h2 id={heading}>{t('run.outcome')}</h2>
          <p>{t('run.outcomeHint')}</p>
          {runs.map(runId => (
            <RunPanel key={runId} runId={runId} level="h3" />
          ))}
        </Box>
      ) : null}
    </>
  );
}
