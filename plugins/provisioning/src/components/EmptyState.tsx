import type { ReactNode } from 'react';
import { Box, Text } from '@backstage/ui';
import styles from './basics.module.css';

/** Nothing to show: what that means, and what to do. @internal */
export function EmptyState(props: {
  title: string;
  hint: string;
  /** Level of the heading, by what is above it. */
  level?: 'h2' | 'h3';
  children?: ReactNode;
}) {
  const { title, hint, level = 'h3', children } = props;
  return (
    <Box bg="neutral" className={styles.empty}>
      <Text as={level} variant="title-x-small">
        {title}
      </Text>
      <p className={styles.emptyText}>{hint}</p>
      {children}
    </Box>
  );
}
