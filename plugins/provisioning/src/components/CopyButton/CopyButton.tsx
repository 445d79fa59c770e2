import { useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';

/** Copies a text and says so for a moment. @internal */
export function CopyButton(props: {
  text: string;
  label: string;
  copied: string;
}) {
  const { text, label, copied } = props;
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) {
      return undefined;
    }
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <Button
      variant="secondary"
      isDisabled={text === ''}
      iconStart={done ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() =>
        // Browsers have no clipboard on pages that are not served securely.
        navigator.clipboard?.writeText(text).then(
          () => setDone(true),
          () => setDone(false),
        )
      }
    >
      {done ? copied : label}
    </Button>
  );
}
