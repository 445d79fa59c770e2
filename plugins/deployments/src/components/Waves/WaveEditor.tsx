import { useEffect, useId, useRef, useState } from 'react';
import { ButtonIcon, VisuallyHidden } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { WavesDialogModel } from '../../hooks/useWavesDialog';
import { canMove } from '../../model/waveDraft';
import type { Direction } from '../../model/waveDraft';
import { MAX_HEALTHY_MINUTES } from '../../model/waves';
import { useTranslation } from '../../translation';
import styles from './Waves.module.css';

/** The key of a target's button. */
const buttonKey = (target: string, direction: Direction) =>
  `${direction} ${target}`;

/**
 * The waves with their targets, each of which can be moved to the wave before
 * and after by a button, and how long each wave has to stay healthy.
 *
 * @internal
 */
export function WaveEditor(props: { model: WavesDialogModel }) {
  const { shown, waves, move, setHealthyMinutes, invalid, inFlight } =
    props.model;
  const { t } = useTranslation();
  const id = useId();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const [moved, setMoved] = useState<{
    target: string;
    direction: Direction;
  } | null>(null);
  const labelOf = (key: string) =>
    shown.members.find(member => member.key === key)?.label ?? key;

  // A target in another list is another element: the focus goes with it, to
  // the way back where there is nowhere further to go.
  useEffect(() => {
    if (moved) {
      const { target, direction } = moved;
      const back = direction === 'earlier' ? 'later' : 'earlier';
      const further = buttons.current.get(buttonKey(target, direction));
      (further?.disabled !== false
        ? buttons.current.get(buttonKey(target, back))
        : further
      )?.focus();
    }
  }, [moved]);

  const mover = (target: string, direction: Direction) => (
    <ButtonIcon
      ref={element => {
        const key = buttonKey(target, direction);
        if (element) {
          buttons.current.set(key, element);
        } else {
          buttons.current.delete(key);
        }
      }}
      size="small"
      variant="tertiary"
      icon={direction === 'earlier' ? <RiArrowUpLine /> : <RiArrowDownLine />}
      aria-label={t(`waves.${direction}`, { target: labelOf(target) })}
      isDisabled={inFlight || !canMove(waves, target, direction)}
      onPress={() => {
        move(target, direction);
        setMoved({ target, direction });
      }}
    />
  );
  const at = moved
    ? waves.findIndex(({ targets }) => targets.includes(moved.target))
    : -1;
  return (
    <>
      <ol className={styles.waves} aria-label={t('waves.order')}>
        {waves.map(({ targets, healthyMinutes }, index) => (
          <li key={index} className={styles.wave}>
            <h3 className={styles.waveTitle}>
              {t('waves.wave', { number: index + 1 })}
            </h3>
            <ul className={styles.targets}>
              {targets.map(target => (
                <li key={target} className={styles.target}>
                  <span className={styles.name}>{labelOf(target)}</span>
                  <span className={styles.movers}>
                    {mover(target, 'earlier')}
                    {mover(target, 'later')}
                  </span>
                </li>
              ))}
            </ul>
            <div className={styles.minutes}>
              <label htmlFor={`${id}-${index}`}>{t('waves.healthyFor')}</label>
              <input
                id={`${id}-${index}`}
                type="number"
                inputMode="numeric"
                min={0}
                max={MAX_HEALTHY_MINUTES}
                step={1}
                disabled={inFlight}
                value={Number.isNaN(healthyMinutes) ? '' : healthyMinutes}
                aria-label={t('waves.healthyForOf', { number: index + 1 })}
                aria-invalid={invalid.includes(index)}
                aria-describedby={`${id}-${index}-wrong`}
                onChange={event =>
                  setHealthyMinutes(index, event.target.valueAsNumber)
                }
              />
              <span id={`${id}-${index}-wrong`}>
                {invalid.includes(index) ? (
                  <span role="alert" className={styles.wrong}>
                    {t('waves.healthyInvalid', { max: MAX_HEALTHY_MINUTES })}
                  </span>
                ) : null}
              </span>
            </div>
          </li>
        ))}
      </ol>
      <VisuallyHidden>
        <span aria-live="polite">
          {moved
            ? t('waves.moved', {
                target: labelOf(moved.target),
                number: at + 1,
                total: waves.length,
              })
            : ''}
        </span>
      </VisuallyHidden>
    </>
  );
}
