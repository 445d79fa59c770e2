import { Button } from '@backstage/ui';
import { RiStackLine } from '@remixicon/react';
import type { WaveGroup } from '../../model/waves';
import { useTranslation } from '../../translation';
import styles from './Waves.module.css';

/** Says that a revision waits in several places, and what can be done about it. @internal */
export function WaveOffer(props: { group: WaveGroup; onOpen: () => void }) {
  const { group, onOpen } = props;
  const { t, language } = useTranslation();
  const { version, members } = group;
  const places = new Intl.ListFormat(language).format(
    members.map(({ label }) => label),
  );
  return (
    <div className={styles.offer}>
      <span className={styles.about}>
        <strong>{t('waves.offer', { version, places })}</strong>
        <span className={styles.muted}>{t('waves.offerHint')}</span>
      </span>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiStackLine />}
        aria-label={t('waves.openOf', { version })}
        onPress={onOpen}
      >
        {t('waves.open')}
      </Button>
    </div>
  );
}
