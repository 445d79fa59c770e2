import { Button } from '@backstage/ui';
import type {
  StackAct,
  StackView,
} from '@heal7/backstage-plugin-provisioning-common';
import { useTranslation } from '../../translation';
import type { MessageKey } from '../../translation';
import type { Purpose } from '../dialogs/StartDialog';
import styles from './Stack.module.css';

const ACTS: { act: StackAct; purpose: Purpose; label: MessageKey }[] = [
  { act: 'plan', purpose: 'apply', label: 'acting.plan' },
  { act: 'check', purpose: 'check', label: 'acting.check' },
  { act: 'unprotect', purpose: 'unprotect', label: 'acting.unprotect' },
  { act: 'destroy', purpose: 'destroy', label: 'acting.destroy' },
];

/** What the reader may do with a stack, and why not what they may not. @internal */
export function StackActions(props: {
  stack: StackView;
  onAct: (purpose: Purpose) => void;
}) {
  const { stack, onAct } = props;
  const { t } = useTranslation();
  const offered = ACTS.filter(({ act }) => stack.access[act].offered);
  // The same reason is told once, with all that it stands against.
  const refused = new Map<string, string[]>();
  for (const { act, label } of ACTS) {
    const offer = stack.access[act];
    // Taking off what is not on is no news.
    if (!offer.offered && (act !== 'unprotect' || stack.deletionProtection)) {
      const names = refused.get(offer.reason) ?? [];
      refused.set(offer.reason, [...names, t(label).replace('…', '')]);
    }
  }
  return (
    <div>
      <div className={styles.buttons}>
        {offered.map(({ act, purpose, label }) => (
          <Button
            key={act}
            variant={act === 'plan' ? 'primary' : 'secondary'}
            onPress={() => onAct(purpose)}
          >
            {t(label)}
          </Button>
        ))}
      </div>
      {[...refused].map(([reason, names]) => (
        <p key={reason} className={styles.muted}>
          {names.join(', ')}: {reason}
        </p>
      ))}
    </div>
  );
}
