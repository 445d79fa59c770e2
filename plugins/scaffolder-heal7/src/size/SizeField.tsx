import { useState } from 'react';
import { NumberField } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { answersOf } from '../fields/answers';
import { FieldGroup } from '../fields/FieldGroup';
import { LoadFailure, Loading } from '../fields/LoadState';
import { Problems } from '../fields/Problems';
import { useFilled } from '../fields/useFilled';
import { usePlacements } from '../placements/usePlacements';
import { useWords } from '../translation/words';
import { isProduction } from './cost';
import { CostSummary } from './CostSummary';
import { CustomResources } from './CustomResources';
import { PresetChoice } from './PresetChoice';
import { MOST_REPLICAS, sizeProblems } from './problems';
import { completeSize, presetOf, presetsOf } from './size';
import type { Size } from './size';
import type { SizeOptions } from './sizeField';
import styles from './SizeField.module.css';

/** The most that the template's own schema lets an answer be. */
function limitOf(
  { properties }: FieldExtensionComponentProps<Size>['schema'],
  part: 'minReplicas' | 'maxReplicas',
): number {
  const own = properties?.[part];
  return (typeof own === 'object' && own.maximum) || MOST_REPLICAS;
}

/** Resources and replicas, with what they cost beside them. */
export function SizeField(
  props: FieldExtensionComponentProps<Size, SizeOptions>,
) {
  const { formData, onChange, required, rawErrors, schema, idSchema } = props;
  const { t } = useWords();
  const loaded = usePlacements();
  const presets = presetsOf(props.uiSchema['ui:options']?.presets);
  const size = completeSize(formData, presets);
  const complete = formData && Object.keys(size).every(key => key in formData);
  useFilled(complete ? formData : undefined, size, onChange);
  const [typing, setTyping] = useState(false);
  const preset = typing ? undefined : presetOf(size, presets);
  const clusters = answersOf(props).clusters ?? [];
  const problems = sizeProblems(
    size,
    loaded.state === 'ready' && isProduction(clusters, loaded.value),
  );
  const set = (part: Partial<Size>) => onChange({ ...size, ...part });

  return (
    <FieldGroup
      id={idSchema?.$id}
      title={schema.title ?? t('size.title')}
      description={schema.description ?? t('size.description')}
      required={required}
    >
      <PresetChoice
        presets={presets}
        chosen={preset ?? 'custom'}
        onChoose={choice => {
          setTyping(choice === 'custom');
          if (choice !== 'custom') {
            set(presets[choice]);
          }
        }}
      />
      {preset === undefined && (
        <CustomResources resources={size} onChange={set} />
      )}
      <div className={styles.row}>
        <NumberField
          label={t('size.min')}
          description={t('size.perCluster')}
          value={size.minReplicas}
          minValue={1}
          maxValue={limitOf(schema, 'minReplicas')}
          isInvalid={size.minReplicas > size.maxReplicas}
          onChange={minReplicas =>
            Number.isNaN(minReplicas) || set({ minReplicas })
          }
        />
        <NumberField
          label={t('size.max')}
          description={t('size.perCluster')}
          value={size.maxReplicas}
          minValue={1}
          maxValue={limitOf(schema, 'maxReplicas')}
          isInvalid={size.minReplicas > size.maxReplicas}
          onChange={maxReplicas =>
            Number.isNaN(maxReplicas) || set({ maxReplicas })
          }
        />
      </div>
      <Problems problems={problems} said={rawErrors} />
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && (
        <LoadFailure
          title={t('cost.failed')}
          error={loaded.error}
          onRetry={loaded.retry}
        />
      )}
      {loaded.state === 'ready' && (
        <CostSummary
          size={size}
          sound={problems.every(({ key }) => key === 'size.production')}
          clusters={clusters}
          placements={loaded.value}
        />
      )}
    </FieldGroup>
  );
}
