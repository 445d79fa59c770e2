import {
  Focusable,
  Tooltip,
  TooltipTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import { useTranslation } from '../../translation';
import {
  imageVersion,
  parseImage,
  truncateMiddle,
} from '../../model/imageName';
import styles from './ImageLabel.module.css';

/**
 * An image with its version first. The full reference is in the tooltip and
 * is copied by a click.
 *
 * @param withRepository - whether to show where it comes from as well.
 * @internal
 */
export function ImageLabel(props: { image: string; withRepository?: boolean }) {
  const { image, withRepository } = props;
  const { t } = useTranslation();
  const parsed = parseImage(image);
  const path = [parsed.registry, parsed.repository].filter(Boolean).join('/');
  return (
    <TooltipTrigger delay={300}>
      <Focusable>
        <button
          type="button"
          className={styles.label}
          onClick={() => navigator.clipboard?.writeText(image)}
        >
          <span className={styles.version}>
            {truncateMiddle(imageVersion(parsed), 32)}
          </span>
          {withRepository && path ? (
            <span className={styles.path}>{truncateMiddle(path, 40)}</span>
          ) : null}
          {/* After the visible text: a name must contain what is seen. */}
          <VisuallyHidden>{t('copyText', { text: image })}</VisuallyHidden>
        </button>
      </Focusable>
      <Tooltip className={styles.tooltip}>{image}</Tooltip>
    </TooltipTrigger>
  );
}
