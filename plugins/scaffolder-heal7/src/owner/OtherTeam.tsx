import { parseEntityRef } from '@backstage/catalog-model';
import { Tag, TagGroup } from '@backstage/ui';
import { EntityCombobox } from '../catalog/EntityCombobox';
import { useWords } from '../translation/words';

const KINDS = ['group'];

/** Any team of the catalog; the chosen one is shown above the search. */
export function OtherTeam(props: {
  chosen: string | undefined;
  onChoose: (ref: string | undefined) => void;
}) {
  const { chosen, onChoose } = props;
  const { t } = useWords();
  return (
    <>
      {chosen && (
        <TagGroup
          aria-label={t('owner.otherTitle')}
          items={[{ id: chosen }]}
          onRemove={() => onChoose(undefined)}
        >
          {({ id }) => <Tag id={id}>{parseEntityRef(id).name}</Tag>}
        </TagGroup>
      )}
      <EntityCombobox
        label={t('owner.otherTitle')}
        kinds={KINDS}
        except={chosen ? [chosen] : []}
        describe={({ id }) => id}
        failure={t('owner.failed')}
        onPick={({ id }) => onChoose(id)}
      />
    </>
  );
}
