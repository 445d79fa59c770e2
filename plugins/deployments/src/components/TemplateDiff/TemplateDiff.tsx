import { VisuallyHidden } from '@backstage/ui';
import type {
  RollbackPreview,
  TemplateDiffLine,
} from '@heal7/backstage-plugin-deployments-common';
import { useTranslation } from '../../translation';
import type { Translate } from '../../translation';
import styles from './TemplateDiff.module.css';

const SIGNS: Record<TemplateDiffLine['kind'], string> = {
  same: ' ',
  added: '+',
  removed: '-',
  gap: '⋮',
};

function Line(props: { line: TemplateDiffLine; t: Translate }) {
  const { line, t } = props;
  const { kind, text } = line;
  return (
    <li className={styles.line} data-kind={kind}>
      <span className={styles.sign} aria-hidden="true">
        {SIGNS[kind]}
      </span>
      {kind === 'added' || kind === 'removed' ? (
        <VisuallyHidden>
          {t(
            kind === 'added'
              ? 'acting.diff.lineAdded'
              : 'acting.diff.lineRemoved',
          )}{' '}
        </VisuallyHidden>
      ) : null}
      <span className={styles.text}>
        {kind === 'gap'
          ? t('acting.diff.gap', { count: Number(text) || 0 })
          : text}
      </span>
    </li>
  );
}

/**
 * In which lines two pod templates differ. Signs and words say what the
 * colours do; it is scrolled by the keyboard as well.
 *
 * @internal
 */
export function TemplateDiff(props: { preview: RollbackPreview }) {
  const { lines, masked } = props.preview;
  const { t } = useTranslation();
  const count = (kind: TemplateDiffLine['kind']) =>
    lines.filter(line => line.kind === kind).length;
  return (
    <>
      <span className={styles.counts}>
        {[
          t('acting.diff.added', { count: count('added') }),
          t('acting.diff.removed', { count: count('removed') }),
          ...(masked > 0 ? [t('acting.diff.masked', { count: masked })] : []),
        ].join(' · ')}
      </span>
      <div
        className={styles.diff}
        // Keyboards can only scroll what they can focus.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-label={t('acting.diff.heading')}
      >
        <ul className={styles.lines}>
          {lines.map((line, index) => (
            // Lines repeat, and only all of them together ever change.
            <Line key={index} line={line} t={t} />
          ))}
        </ul>
      </div>
    </>
  );
}
