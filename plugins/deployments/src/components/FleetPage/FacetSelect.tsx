import { Select } from '@backstage/ui';
import type { FleetFacetValue } from '@heal7/backstage-plugin-deployments-common';
import { refName } from '../../model/fleetRow';
import { useTranslation } from '../../translation';

/** From this many on, a list is searched rather than read. */
const SEARCH_FROM = 8;

/** Some of the values that there are, each with how often it occurs. @internal */
export function FacetSelect(props: {
  label: string;
  values: FleetFacetValue[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const { label, values, chosen, onChange } = props;
  const { t } = useTranslation();
  const listed = new Set(values.map(({ value }) => value));
  const gone = chosen
    .filter(value => !listed.has(value))
    .map(value => ({ value, title: refName(value), count: 0 }));
  return (
    <Select
      size="small"
      label={label}
      placeholder={t('fleet.any')}
      selectionMode="multiple"
      search={values.length >= SEARCH_FROM ? true : undefined}
      options={[...values, ...gone].map(({ value, title, count }) => ({
        id: value,
        label: `${title} (${count})`,
      }))}
      value={chosen}
      onChange={keys => onChange([...keys].map(String))}
    />
  );
}
