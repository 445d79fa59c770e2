import { Alert, Button } from '@backstage/ui';
import type { StackView } from '@heal7/backstage-plugin-provisioning-common';
import { needOf } from '../../model/needs';
import { useTranslation } from '../../translation';

/** What waits for somebody, before anything else. @internal */
export function NeedNotice(props: {
  stack: StackView;
  /** The section that is shown: nobody has to be led there. */
  shown: string;
  onSection: (section: 'run' | 'drift') => void;
}) {
  const { stack, shown, onSection } = props;
  const { t, say } = useTranslation();
  const need = needOf(stack);
  if (!need) {
    return null;
  }
  const { section } = need;
  return (
    <Alert
      status={need.tone}
      icon
      title={say(need.what)}
      description={[need.told, need.next ? say(need.next) : '']
        .filter(text => text !== '')
        .join(' ')}
      customActions={
        section && section !== shown ? (
          <Button
            size="small"
            variant="secondary"
            onPress={() => onSection(section)}
          >
            {t(section === 'run' ? 'stack.needs.look' : 'stack.needs.seeDrift')}
          </Button>
        ) : undefined
      }
    />
  );
}
