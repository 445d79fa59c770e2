import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { RiHistoryLine, RiPulseLine } from '@remixicon/react';
import { useAddressParam } from '../../hooks/useAddressParam';
import { useTranslation } from '../../translation';

/** @internal */
export type TabView = 'live' | 'history';

/** What the tab shows, as its address says: `?view=history`. @internal */
export function useTabView(): [TabView, (view: TabView) => void] {
  const [view, setView] = useAddressParam('view', 'live');
  return [view === 'history' ? 'history' : 'live', setView];
}

/** From what is, to what was. @internal */
export function ViewSwitch(props: {
  view: TabView;
  onChange: (view: TabView) => void;
}) {
  const { view, onChange } = props;
  const { t } = useTranslation();
  return (
    <ToggleButtonGroup
      aria-label={t('history.views')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={([key]) => onChange(key as TabView)}
    >
      <ToggleButton id="live" size="small" iconStart={<RiPulseLine />}>
        {t('history.live')}
      </ToggleButton>
      <ToggleButton id="history" size="small" iconStart={<RiHistoryLine />}>
        {t('history.history')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
