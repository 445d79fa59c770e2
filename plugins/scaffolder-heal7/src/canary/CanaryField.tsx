import { useEffect, useRef } from 'react';
import { Button, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { answersOf } from '../fields/answers';
import { FieldGroup } from '../fields/FieldGroup';
import { Problems } from '../fields/Problems';
import { useFilled } from '../fields/useFilled';
import { useWords } from '../translation/words';
import {
  CANARY_PRESETS,
  STANDARD,
  moved,
  presetOfSteps,
  withOneMore,
} from './canary';
import type { Canary, CanaryPreset, CanaryStep } from './canary';
import type { CanaryOptions } from './canaryField';
import { MOST_STEPS, canaryProblems } from './problems';
import { StepRow, actId } from './StepRow';
import type { StepAct } from './StepRow';
import { TrafficCurve } from './TrafficCurve';
import styles from './CanaryField.module.css';

/** Where the focus goes when the button that had it has moved or is gone. */
function focusAfter(
  field: string,
  act: StepAct,
  index: number,
  count: number,
): string[] {
  switch (act) {
    case 'up':
      return [actId(field, 'up', index - 1), actId(field, 'down', index - 1)];
    case 'down':
      return [actId(field, 'down', index + 1), actId(field, 'up', index + 1)];
    default:
      return [
        actId(field, 'remove', Math.min(index, count - 2)),
        `${field}-add`,
      ];
  }
}

/** The steps of a canary, and a preview of what they mean. */
export function CanaryField(
  props: FieldExtensionComponentProps<Canary, CanaryOptions>,
) {
  const { formData, onChange, required, rawErrors, schema } = props;
  const { t } = useWords();
  const field = props.idSchema?.$id ?? 'canary';
  const header = props.uiSchema['ui:options']?.header;
  useFilled(formData?.steps && formData, STANDARD, onChange);
  const { steps } = formData?.steps ? formData : STANDARD;
  const problems = canaryProblems({ steps }, answersOf(props).engine);
  const set = (next: CanaryStep[]) => onChange({ steps: next });

  const focusNext = useRef<string[]>();
  useEffect(() => {
    const next = focusNext.current
      ?.map(id => document.getElementById(id) as HTMLButtonElement | null)
      .find(button => button && !button.disabled);
    focusNext.current = undefined;
    next?.focus();
  }, [steps]);
  const act = (kind: StepAct, index: number) => {
    focusNext.current = focusAfter(field, kind, index, steps.length);
    set(
      kind === 'remove'
        ? steps.filter((_, place) => place !== index)
        : moved(steps, index, kind === 'up' ? index - 1 : index + 1),
    );
  };
  const preset = presetOfSteps(steps);

  return (
    <FieldGroup
      id={props.idSchema?.$id}
      title={schema.title ?? t('canary.title')}
      description={schema.description ?? t('canary.description')}
      required={required}
    >
      <div className={styles.presets}>
        <span id={`${field}-presets`}>{t('canary.presets')}</span>
        <ToggleButtonGroup
          className={styles.choices}
          aria-labelledby={`${field}-presets`}
          selectionMode="single"
          selectedKeys={preset ? [preset] : []}
          onSelectionChange={keys => {
            const [chosen] = keys;
            if (chosen) {
              set(CANARY_PRESETS[chosen as CanaryPreset]);
            }
          }}
        >
          {(Object.keys(CANARY_PRESETS) as CanaryPreset[]).map(name => (
            <ToggleButton key={name} id={name}>
              {t(`canary.${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <div>
        {steps.map((step, index) => (
          <StepRow
            key={index}
            field={field}
            step={step}
            index={index}
            count={steps.length}
            onChange={changed =>
              set(steps.map((old, place) => (place === index ? changed : old)))
            }
            onAct={kind => act(kind, index)}
          />
        ))}
      </div>
      <div>
        <Button
          id={`${field}-add`}
          variant="secondary"
          iconStart={<RiAddLine />}
          isDisabled={steps.length >= MOST_STEPS}
          onPress={() => set(withOneMore(steps))}
        >
          {t('canary.add')}
        </Button>
      </div>
      <Problems problems={problems} said={rawErrors} />
      {problems.length === 0 && <TrafficCurve steps={steps} />}
      {header && (
        <p className={styles.header}>{t('canary.header', { ...header })}</p>
      )}
    </FieldGroup>
  );
}
