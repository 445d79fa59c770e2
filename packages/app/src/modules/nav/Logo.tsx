import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Logo.module.css';

/** The four pillars of a birth chart, and the platform's name beside them. */
export function Logo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" aria-label="heal7" className={styles.logo}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        {[0, 1, 2, 3].map(pillar => (
          <rect
            key={pillar}
            className={styles.pillar}
            x={1.5 + pillar * 5.6}
            y={[7, 3, 5, 1][pillar]}
            width="4"
            height={24 - 2 * [7, 3, 5, 1][pillar]}
            rx="1.6"
          />
        ))}
      </svg>
      {isOpen && <span className={styles.name}>heal7</span>}
    </Link>
  );
}
