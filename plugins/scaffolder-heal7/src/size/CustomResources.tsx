import { useState } from 'react';
import { TextField } from '@backstage/ui';
import { useWords } from '../translation/words';
import { inMebibytes, inMillicores, isCpu, isMemory } from './quantities';
import type { Size } from './size';
import styles from './SizeField.module.css';

type Resources = Pick<Size, 'cpu' | 'memory'>;

/** Resources of one's own, typed in any unit and answered in the chart's. */
export function CustomResources(props: {
  resources: Resources;
  onChange: (part: Partial<Resources>) => void;
}) {
  const { resources, onChange } = props;
  const { t } = useWords();
  const [typed, setTyped] = useState(resources);
  return (
    <div className={styles.row}>
      <TextField
        label={t('size.cpu')}
        description={t('size.cpuHint')}
        value={typed.cpu}
        isInvalid={!isCpu(resources.cpu)}
        onChange={cpu => {
          setTyped({ ...typed, cpu });
          onChange({ cpu: inMillicores(cpu) });
        }}
        autoComplete="off"
      />
      <TextField
        label={t('size.memory')}
        description={t('size.memoryHint')}
        value={typed.memory}
        isInvalid={!isMemory(resources.memory)}
        onChange={memory => {
          setTyped({ ...typed, memory });
          onChange({ memory: inMebibytes(memory) });
        }}
        autoComplete="off"
      />
    </div>
  );
}
