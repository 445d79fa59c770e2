import { useEffect, useState } from 'react';
import { Combobox, ComboboxItemText } from '@backstage/ui';
import { LoadFailure } from '../fields/LoadState';
import { useWords } from '../translation/words';
import type { EntityOption } from './entityOption';
import { useEntitySearch } from './useEntitySearch';

/**
 * A search in the catalog that hands over what is picked and is then empty
 * again.
 *
 * @param kinds - has to keep its identity
 * @param except - references that are not offered
 */
export function EntityCombobox(props: {
  id?: string;
  label: string;
  kinds: string[];
  except: string[];
  describe: (option: EntityOption) => string;
  failure: string;
  onPick: (option: EntityOption) => void;
}) {
  const { id, label, kinds, except, describe, failure, onPick } = props;
  const { t } = useWords();
  const list = useEntitySearch(kinds);
  const items = list.items.filter(option => !except.includes(option.id));

  // The input empties itself when a selection goes, so there has to be one.
  const [picked, setPicked] = useState<EntityOption | null>(null);
  useEffect(() => {
    if (picked) {
      setPicked(null);
    }
  }, [picked]);

  return (
    <>
      <Combobox<EntityOption>
        id={id}
        label={label}
        placeholder={t('field.search')}
        items={{ ...list, items }}
        search={{ mode: 'server' }}
        value={picked}
        onChange={option => {
          if (option) {
            setPicked(option);
            onPick(option);
          }
        }}
      >
        {option => (
          <ComboboxItemText
            id={option.id}
            title={option.textValue}
            description={describe(option)}
          />
        )}
      </Combobox>
      {list.error ? (
        <LoadFailure
          title={failure}
          error={list.error as Error}
          onRetry={list.reload}
        />
      ) : null}
    </>
  );
}
