import { useEffect, useRef, useState } from 'react';
import { Combobox, ComboboxItemText } from '@backstage/ui';
import { LoadFailure } from '../fields/LoadState';
import { useWords } from '../translation/words';
import type { EntityOption } from './entityOption';
import { useEntitySearch } from './useEntitySearch';
import { useOpenOnScroll } from './useOpenOnScroll';

/**
 * A search in the catalog that hands over what is picked and is then empty
 * again.
 *
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

  // Emptied in place, the search would open its list again, in the way of
  // whatever comes next: so a new one follows each pick, and gets the focus.
  const [picks, setPicks] = useState(0);
  const search = useRef<HTMLDivElement>(null);
  useOpenOnScroll(search);
  useEffect(() => {
    if (picks > 0) {
      search.current?.querySelector('input')?.focus();
    }
  }, [picks]);

  return (
    <>
      <Combobox<EntityOption>
        key={picks}
        ref={search}
        id={id}
        menuTrigger="input"
        label={label}
        placeholder={t('field.search')}
        items={{ ...list, items }}
        search={{ mode: 'server' }}
        onChange={option => {
          if (option) {
            onPick(option);
            list.setFilterText('');
            setPicks(count => count + 1);
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
      {list.loadingState === 'error' ? (
        <LoadFailure
          title={failure}
          error={list.error as Error}
          onRetry={list.reload}
        />
      ) : null}
    </>
  );
}
