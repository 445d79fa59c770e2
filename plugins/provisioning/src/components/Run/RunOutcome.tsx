import { Alert } from '@backstage/ui';
import type {
  Diagnostic,
  Orphan,
  RunView,
} from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../../translation';
import { Chip } from '../Chip';
import { CopyButton } from '../CopyButton';
import { Part } from './Part';
import styles from './Run.module.css';

function Diagnostics(props: { diagnostics: Diagnostic[] }) {
  const { t } = useTranslation();
  return (
    <Part heading={t('run.diagnostics')}>
      <ul className={styles.list}>
        {props.diagnostics.map((diagnostic, index) => (
          <li key={index}>
            <p>
              <Chip
                tone={diagnostic.severity === 'error' ? 'danger' : 'warning'}
              >
                {t(`run.severity.${diagnostic.severity}`)}
              </Chip>{' '}
              <strong>{diagnostic.summary}</strong>
            </p>
            {diagnostic.address ? (
              <p className={styles.facts}>{diagnostic.address}</p>
            ) : null}
            {diagnostic.detail ? (
              <pre className={styles.block}>{diagnostic.detail}</pre>
            ) : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Orphans(props: { orphans: Orphan[] }) {
  const { orphans } = props;
  const { t } = useTranslation();
  const blocks = orphans.flatMap(({ importBlock }) => importBlock ?? []);
  return (
    <Part heading={`${t('run.orphans')} (${orphans.length})`}>
      <p className={styles.facts}>{t('run.orphansHint')}</p>
      {blocks.length > 1 ? (
        <div>
          <CopyButton
            text={blocks.join('\n\n')}
            label={t('run.copyImports')}
            copied={t('run.copied')}
          />
        </div>
      ) : null}
      <ul className={styles.list}>
        {orphans.map(({ address, id, importBlock }) => (
          <li key={address}>
            <p>
              <strong>{address}</strong>{' '}
              {id ? t('run.orphanId', { id }) : t('run.orphanUnknown')}
            </p>
            {importBlock ? (
              <>
                <pre
                  className={styles.block}
                  role="group"
                  aria-label={t('run.importBlock', { address })}
                >
                  {importBlock}
                </pre>
                <CopyButton
                  text={importBlock}
                  label={t('run.copyImport')}
                  copied={t('run.copied')}
                />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What went wrong, and what is left to do about it. @internal */
export function RunOutcome(props: { run: RunView }) {
  const { run } = props;
  const { error, orphans, phase } = run;
  const { t } = useTranslation();
  const said = error ? `${error.message} ${error.hint}`.trim() : '';
  return (
    <>
      {phase === 'stale' ? (
        <Alert
          status="warning"
          icon
          title={t('run.stale')}
          description={`${t('run.staleHint')} ${said}`.trim()}
        />
      ) : null}
      {phase === 'interrupted' ? (
        <Alert
          status="danger"
          icon
          title={t('run.interrupted')}
          description={said || t('run.interruptedHint')}
        />
      ) : null}
      {error && phase !== 'stale' && phase !== 'interrupted' ? (
        <Alert
          status="danger"
          icon
          title={t('run.failed')}
          description={said}
        />
      ) : null}
      {error && error.diagnostics.length > 0 ? (
        <Diagnostics diagnostics={error.diagnostics} />
      ) : null}
      {orphans.length > 0 ? <Orphans orphans={orphans} /> : null}
    </>
  );
}
