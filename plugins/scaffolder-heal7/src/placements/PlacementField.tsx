import { useState } from 'react';
import { Alert, Checkbox, CheckboxGroup } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { FieldGroup } from '../fields/FieldGroup';
import { LoadFailure, Loading } from '../fields/LoadState';
import { Problems } from '../fields/Problems';
import { useFilled } from '../fields/useFilled';
import { useWords } from '../translation/words';
import { placementProblems } from './problems';
import type { Cluster } from './placementsApi';
import { usePlacements } from './usePlacements';
import type { PlacementOptions } from './placementField';
import styles from './PlacementField.module.css';

/** Clusters that the template lets be chosen, and those chosen that are gone. */
function offered(
  clusters: Cluster[],
  allowed: unknown,
  chosen: string[],
  titleOfGone: (name: string) => string,
): Cluster[] {
  const permitted = Array.isArray(allowed)
    ? clusters.filter(({ name }) => allowed.includes(name))
    : clusters;
  const gone = chosen.filter(
    name => !permitted.some(cluster => cluster.name === name),
  );
  return [
    ...permitted,
    ...gone.map(name => ({ name, title: titleOfGone(name) })),
  ];
}

const isName = (name: unknown) => typeof name === 'string';

const CLOUDS: Record<string, string> = { aws: 'AWS', gcp: 'Google Cloud' };

function Where({ cluster }: { cluster: Cluster }) {
  const { t } = useWords();
  const { cloud, region, role } = cluster;
  const said =
    role === 'primary' || role === 'secondary' || role === 'backup'
      ? t(`placement.${role}`)
      : role;
  return (
    <span className={styles.where}>
      {[cloud && (CLOUDS[cloud] ?? cloud), region, said]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

/** The clusters of a new service. */
export function PlacementField(
  props: FieldExtensionComponentProps<string[], PlacementOptions>,
) {
  const { formData, onChange, required, rawErrors, schema, idSchema } = props;
  const { t } = useWords();
  const loaded = usePlacements();
  const options = props.uiSchema['ui:options'];
  const [touched, setTouched] = useState(false);
  const chosen = (formData ?? []).filter(isName);
  // The form fills an array up to its smallest length with nothing.
  const answered = touched || (formData ?? ['']).every(isName);
  useFilled(
    answered && formData ? formData : undefined,
    touched ? undefined : options?.default,
    onChange,
  );
  const items =
    schema.items && typeof schema.items === 'object' ? schema.items : {};

  return (
    <FieldGroup
      id={idSchema?.$id}
      title={schema.title ?? t('placement.title')}
      description={schema.description ?? t('placement.description')}
      required={required}
    >
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && (
        <LoadFailure
          title={t('placement.failed')}
          error={loaded.error}
          onRetry={loaded.retry}
        />
      )}
      {loaded.state === 'ready' && loaded.value.clusters.length === 0 && (
        <Alert
          status="warning"
          icon
          title={t('placement.empty')}
          description={t('placement.emptyHint')}
        />
      )}
      {loaded.state === 'ready' && (
        <>
          <CheckboxGroup
            aria-label={schema.title ?? t('placement.title')}
            value={chosen}
            onChange={names => {
              setTouched(true);
              onChange(names);
            }}
          >
            {offered(
              loaded.value.clusters,
              'enum' in items ? items.enum : undefined,
              chosen,
              name => t('placement.unlisted', { name }),
            ).map(cluster => (
              <Checkbox key={cluster.name} value={cluster.name}>
                <span className={styles.cluster}>
                  {cluster.title}
                  <Where cluster={cluster} />
                </span>
              </Checkbox>
            ))}
          </CheckboxGroup>
          <Problems
            problems={
              formData === undefined || !answered
                ? []
                : placementProblems(
                    chosen,
                    loaded.value.clusters,
                    options?.requires,
                  )
            }
            said={rawErrors}
          />
        </>
      )}
    </FieldGroup>
  );
}
