import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import { useAddressParam } from '../../hooks/useAddressParam';
import { useTranslation } from '../../translation';
import { StartDialog } from '../dialogs/StartDialog';
import type { Purpose } from '../dialogs/StartDialog';
import { EmptyState } from '../EmptyState';
import { RunPanel } from '../Run/RunPanel';
import { CostSection } from './CostSection';
import { DriftSection } from './DriftSection';
import { HistorySection } from './HistorySection';
import { NeedNotice } from './NeedNotice';
import { OutputsSection } from './OutputsSection';
import { ResourcesSection } from './ResourcesSection';
import { StackActions } from './StackActions';
import { StackHeader } from './StackHeader';
import styles from './Stack.module.css';

const SECTIONS = [
  'run',
  'drift',
  'resources',
  'outputs',
  'cost',
  'history',
] as const;
type Section = (typeof SECTIONS)[number];

/** A stack as a whole, what waits for somebody first. @internal */
export function StackDetails(props: {
  stack: StackView;
  level: 'h1' | 'h2';
  onChanged: () => void;
}) {
  const { stack, level, onChanged } = props;
  const { t } = useTranslation();
  const [section, setSection] = useAddressParam('section', 'run');
  const [starting, setStarting] = useState<Purpose | null>(null);
  const run = stack.currentRun ?? stack.lastRun;
  const chosen = SECTIONS.find(one => one === section) ?? 'run';

  const content: Record<Section, () => JSX.Element> = {
    run: () =>
      run ? (
        <RunPanel
          key={run.id}
          runId={run.id}
          level={level === 'h1' ? 'h2' : 'h3'}
          onChanged={onChanged}
        />
      ) : (
        <EmptyState title={t('stack.noRun')} hint={t('stack.noRunHint')} />
      ),
    drift: () => (
      <DriftSection
        stack={stack}
        onReconcile={() => setStarting('reconcile')}
      />
    ),
    resources: () => <ResourcesSection resources={stack.resources} />,
    outputs: () => <OutputsSection outputs={stack.outputs} />,
    cost: () => <CostSection cost={stack.cost} />,
    history: () => <HistorySection stack={stack} />,
  };

  return (
    <div className={styles.stack}>
      <StackHeader stack={stack} level={level} />
      <NeedNotice stack={stack} shown={chosen} onSection={setSection} />
      <StackActions stack={stack} onAct={setStarting} />
      <Tabs
        selectedKey={chosen}
        onSelectionChange={key => setSection(String(key))}
      >
        <div className={styles.tabs}>
          <TabList aria-label={t('stack.sections')}>
            {SECTIONS.map(one => (
              <Tab key={one} id={one}>
                {t(`stack.section.${one}`)}
              </Tab>
            ))}
          </TabList>
        </div>
        {SECTIONS.map(one => (
          <TabPanel key={one} id={one}>
            <div className={styles.panel}>{content[one]()}</div>
          </TabPanel>
        ))}
      </Tabs>
      {starting ? (
        <StartDialog
          purpose={starting}
          stack={stack}
          onChanged={onChanged}
          onClose={() => setStarting(null)}
        />
      ) : null}
    </div>
  );
}
