import { useApi } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { TextField } from '@backstage/ui';
import { useWords } from '../translation/words';
import { serviceNamesApiRef } from './namesApi';
import { useNameVerdict } from './useNameVerdict';
import type { NameState } from './useNameVerdict';
import theme from '../fields/theme.module.css';
import styles from './ServiceNameField.module.css';

const TEXTS = {
  checking: 'serviceName.checking',
  free: 'serviceName.free',
  unknown: 'serviceName.unknown',
  malformed: 'serviceName.malformed',
  'component-exists': 'serviceName.componentExists',
  'repository-exists': 'serviceName.repositoryExists',
} as const;

const isProblem = (state: NameState) =>
  state === 'malformed' ||
  state === 'component-exists' ||
  state === 'repository-exists';

/** Name of a new service, judged while it is typed. */
export function ServiceNameField(props: FieldExtensionComponentProps<string>) {
  const { t } = useWords();
  const { formData = '', onChange, required, rawErrors, schema } = props;
  const state = useNameVerdict(useApi(serviceNamesApiRef), formData);
  const missing = formData === '' && (rawErrors?.length ?? 0) > 0;

  return (
    <div className={`${theme.theme} ${styles.field}`}>
      <TextField
        id={props.idSchema?.$id}
        label={schema.title ?? t('serviceName.title')}
        description={schema.description ?? t('serviceName.description')}
        secondaryLabel={required ? t('field.required') : undefined}
        isRequired={required}
        isInvalid={missing || isProblem(state)}
        value={formData}
        onChange={onChange}
        autoComplete="off"
      />
      <p
        role="status"
        className={isProblem(state) ? styles.problem : styles.hint}
      >
        {state === null || state === 'empty' ? '' : t(TEXTS[state])}
      </p>
    </div>
  );
}
