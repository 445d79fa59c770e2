import { ButtonIcon, Checkbox, NumberField, TextField } from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiDeleteBinLine,
} from '@remixicon/react';
import { useWords } from '../translation/words';
import type { CanaryStep } from './canary';
import { parsePause } from './pause';
import styles from './StepRow.module.css';

/** What can be done to a step besides changing it. */
export type StepAct = 'up' | 'down' | 'remove';

/** Name of an act's button, by which the focus finds it again. */
export const actId = (field: string, act: StepAct, index: number) =>
  `${field}-${act}-${index}`;

/** One step of the canary. */
export function StepRow(props: {
  field: string;
  step: CanaryStep;
  index: number;
  count: number;
  onChange: (step: CanaryStep) => void;
  onAct: (act: StepAct) => void;
}) {
  const { field, step, index, count, onChange, onAct } = props;
  const { t } = useWords();
  const number = index + 1;
  const button = (act: StepAct, icon: JSX.Element, isDisabled = false) => (
    <ButtonIcon
      id={actId(field, act, index)}
      size="small"
      variant="secondary"
      icon={icon}
      aria-label={t(`canary.${act}`, { number })}
      isDisabled={isDisabled}
      onPress={() => onAct(act)}
    />
  );

  return (
    <div
      role="group"
      aria-label={t('canary.step', { number })}
      className={styles.row}
    >
      <span className={styles.number}>{t('canary.step', { number })}</span>
      <NumberField
        label={t('canary.weight')}
        value={step.weight}
        minValue={1}
        maxValue={99}
        onChange={weight =>
          Number.isNaN(weight) || onChange({ ...step, weight })
        }
      />
      <TextField
        label={t('canary.pause')}
        placeholder={t('canary.pauseHint')}
        value={step.pause ?? ''}
        isDisabled={step.pause === undefined}
        isInvalid={
          step.pause !== undefined && parsePause(step.pause) === undefined
        }
        onChange={pause => onChange({ ...step, pause })}
        autoComplete="off"
      />
      <div className={styles.person}>
        <Checkbox
          isSelected={step.pause === undefined}
          onChange={waits =>
            onChange({
              weight: step.weight,
              ...(waits ? {} : { pause: '10m' }),
            })
          }
        >
          {t('canary.person')}
        </Checkbox>
      </div>
      <div className={styles.buttons}>
        {button('up', <RiArrowUpLine />, index === 0)}
        {button('down', <RiArrowDownLine />, index === count - 1)}
        {button('remove', <RiDeleteBinLine />)}
      </div>
    </div>
  );
}
