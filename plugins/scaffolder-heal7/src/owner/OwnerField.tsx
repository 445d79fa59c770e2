import { useState } from 'react';
import { Alert, Select } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { LoadFailure, Loading } from '../fields/LoadState';
import { useFilled } from '../fields/useFilled';
import { useWords } from '../translation/words';
import theme from '../fields/theme.module.css';
import { OtherTeam } from './OtherTeam';
import type { OwnerOptions } from './ownerField';
import { useOwnTeams } from './useOwnTeams';

const OTHER = 'other';

/** The team that answers for a new service: one's own, by default. */
export function OwnerField(
  props: FieldExtensionComponentProps<string, OwnerOptions>,
) {
  const { formData, onChange, required, rawErrors, schema, idSchema } = props;
  const { t } = useWords();
  const loaded = useOwnTeams();
  const allowOthers = props.uiSchema['ui:options']?.allowOthers === true;
  const [searching, setSearching] = useState(false);
  const own = loaded.state === 'ready' ? loaded.value : [];
  useFilled(
    formData,
    own.length === 1 && !searching ? own[0].id : undefined,
    onChange,
  );

  if (loaded.state === 'loading') {
    return <Loading />;
  }
  if (loaded.state === 'failed') {
    return (
      <LoadFailure
        title={t('owner.failed')}
        error={loaded.error}
        onRetry={loaded.retry}
      />
    );
  }
  const isForeign =
    formData !== undefined && own.every(({ id }) => id !== formData);
  const other = allowOthers && (searching || isForeign || own.length === 0);

  return (
    <div className={theme.theme}>
      {own.length === 0 ? (
        <Alert
          status={allowOthers ? 'info' : 'warning'}
          icon
          title={t('owner.empty')}
          description={t(allowOthers ? 'owner.emptyOther' : 'owner.emptyHint')}
        />
      ) : (
        <Select
          id={idSchema?.$id}
          label={schema.title ?? t('owner.title')}
          description={schema.description ?? t('owner.description')}
          secondaryLabel={required ? t('field.required') : undefined}
          isRequired={required}
          isInvalid={(rawErrors?.length ?? 0) > 0}
          placeholder={t('owner.placeholder')}
          options={[
            ...own.map(({ id, textValue }) => ({ id, label: textValue })),
            ...(allowOthers ? [{ id: OTHER, label: t('owner.other') }] : []),
          ]}
          value={other ? OTHER : formData ?? null}
          onChange={key => {
            setSearching(key === OTHER);
            onChange(key === null || key === OTHER ? undefined : String(key));
          }}
        />
      )}
      {other && (
        <OtherTeam
          chosen={isForeign ? formData : undefined}
          onChoose={onChange}
        />
      )}
    </div>
  );
}
