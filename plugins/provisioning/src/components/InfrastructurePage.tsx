import { Route, Routes, useParams } from 'react-router-dom';
import { Link } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../routes';
import { useTranslation } from '../translation';
import { RunPage } from './Run/RunPage';
import { StackPanel } from './Stack/StackPanel';
import { StacksPage } from './Stacks/StacksPage';
import styles from './Stacks/Stacks.module.css';

function StackPage() {
  const { stackId = '' } = useParams();
  const { t } = useTranslation();
  const all = useRouteRef(rootRouteRef)?.();
  return (
    <main className={styles.page}>
      {all ? <Link href={all}>{t('stack.all')}</Link> : null}
      <StackPanel key={stackId} stackId={stackId} level="h1" />
    </main>
  );
}

/** All stacks, one of them, or one of their runs: by the address. @internal */
export function InfrastructurePage() {
  return (
    <Routes>
      <Route path="/" element={<StacksPage />} />
      <Route path="/stacks/:stackId" element={<StackPage />} />
      <Route path="/runs/:runId" element={<RunPage />} />
    </Routes>
  );
}
