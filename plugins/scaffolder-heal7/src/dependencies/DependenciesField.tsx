import { Tag, TagGroup } from '@backstage/ui';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { EntityCombobox } from '../catalog/EntityCombobox';
import { answersOf } from '../fields/answers';
import { FieldGroup } from '../fields/FieldGroup';
import { Problems } from '../fields/Problems';
import { useWords } from '../translation/words';
import { describeEntity } from './describe';
import { dependencyProblems, ownRef } from './problems';
import { useChosen } from './useChosen';
import styles from './DependenciesField.module.css';

const KINDS = ['component', 'resource', 'api'];

/** The kinds whose references the template's own schema lets through. */
function kindsFor(items: unknown): string[] {
  const { pattern } = (items ?? {}) as { pattern?: string };
  const allowed = pattern ? new RegExp(pattern, 'u') : undefined;
  return KINDS.filter(kind => allowed?.test(`${kind}:default/name`) ?? true);
}

/** What a new service needs, picked from the catalog. */
export function DependenciesField(
  props: FieldExtensionComponentProps<string[]>,
) {
  const { formData, onChange, required, rawErrors, schema, idSchema } = props;
  const { t } = useWords();
  const refs = formData ?? [];
  const { options, remember } = useChosen(refs);
  const { name } = answersOf(props);
  const itself = ownRef(name);

  return (
    <FieldGroup
      id={idSchema?.$id}
      title={schema.title ?? t('dependencies.title')}
      description={schema.description ?? t('dependencies.description')}
      required={required}
    >
      {options.length === 0 ? (
        <p className={styles.empty}>{t('dependencies.empty')}</p>
      ) : (
        <TagGroup
          aria-label={t('dependencies.chosen')}
          items={options}
          onRemove={keys => onChange(refs.filter(ref => !keys.has(ref)))}
        >
          {option => (
            <Tag id={option.id} textValue={option.textValue}>
              {option.textValue}
              <span className={styles.detail}>{describeEntity(option, t)}</span>
            </Tag>
          )}
        </TagGroup>
      )}
      <EntityCombobox
        label={t('dependencies.search')}
        kinds={kindsFor(schema.items)}
        except={itself ? [...refs, itself] : refs}
        describe={option => describeEntity(option, t)}
        failure={t('dependencies.failed')}
        onPick={option => {
          remember(option);
          onChange([...refs, option.id]);
        }}
      />
      <Problems problems={dependencyProblems(refs, name)} said={rawErrors} />
    </FieldGroup>
  );
}
