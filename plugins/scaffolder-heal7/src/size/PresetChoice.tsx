import { Radio, RadioGroup } from '@backstage/ui';
import { useWords } from '../translation/words';
import { sayResources } from './quantities';
import { PRESET_NAMES } from './size';
import type { PresetName, Presets } from './size';
import styles from './SizeField.module.css';

/** Resources to choose from, or one's own. */
export function PresetChoice(props: {
  presets: Presets;
  chosen: PresetName | 'custom';
  onChoose: (preset: PresetName | 'custom') => void;
}) {
  const { presets, chosen, onChoose } = props;
  const { t, language } = useWords();
  return (
    <RadioGroup
      label={t('size.preset')}
      value={chosen}
      onChange={value => onChoose(value as PresetName | 'custom')}
    >
      {PRESET_NAMES.map(name => (
        <Radio key={name} value={name}>
          <span className={styles.choice}>
            {t(`size.${name}`)}
            <span className={styles.hint}>
              {t('size.resources', sayResources(presets[name], language))}
            </span>
          </span>
        </Radio>
      ))}
      <Radio value="custom">
        <span className={styles.choice}>
          {t('size.custom')}
          <span className={styles.hint}>{t('size.customHint')}</span>
        </span>
      </Radio>
    </RadioGroup>
  );
}
