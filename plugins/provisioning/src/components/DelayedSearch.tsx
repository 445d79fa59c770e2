import { useEffect, useRef, useState } from 'react';
import { SearchField } from '@backstage/ui';

/** So long after the last letter it is searched. */
const DELAY_MS = 300;

/** A field whose text is used once the reader pauses. @internal */
export function DelayedSearch(props: {
  label: string;
  placeholder: string;
  value: string;
  onSettled: (value: string) => void;
}) {
  const { label, placeholder, value, onSettled } = props;
  const [draft, setDraft] = useState(value);
  const settled = useRef(value);
  const report = useRef(onSettled);
  useEffect(() => {
    report.current = onSettled;
  });

  // Somebody else changed it: the back button, or "clear filters".
  useEffect(() => {
    if (value !== settled.current) {
      settled.current = value;
      setDraft(value);
    }
  }, [value]);

  useEffect(() => {
    const text = draft.trim();
    if (text === settled.current) {
      return undefined;
    }
    const timer = setTimeout(() => {
      settled.current = text;
      report.current(text);
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  return (
    <SearchField
      size="small"
      label={label}
      placeholder={placeholder}
      value={draft}
      onChange={setDraft}
    />
  );
}
