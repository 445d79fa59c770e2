import type { ReactNode } from 'react';
import {
  RiAddCircleLine,
  RiDeleteBin6Line,
  RiEditCircleLine,
  RiInboxArchiveLine,
  RiLinkUnlink,
  RiRepeatLine,
  RiShareForwardLine,
} from '@remixicon/react';
import type { PlanGroup } from '../../model/planRows';
import type { Tone } from '../Chip';

/** What takes something away is red. @internal */
export const GROUP_TONES: Record<PlanGroup, Tone> = {
  delete: 'danger',
  replace: 'danger',
  forget: 'warning',
  update: 'warning',
  create: 'success',
  import: 'info',
  move: 'neutral',
};

const ICONS: Record<PlanGroup, ReactNode> = {
  delete: <RiDeleteBin6Line size={16} />,
  replace: <RiRepeatLine size={16} />,
  forget: <RiLinkUnlink size={16} />,
  update: <RiEditCircleLine size={16} />,
  create: <RiAddCircleLine size={16} />,
  import: <RiInboxArchiveLine size={16} />,
  move: <RiShareForwardLine size={16} />,
};

/** The sign of what happens to a resource; its words stand beside it. @internal */
export function GroupIcon(props: { group: PlanGroup }) {
  return <>{ICONS[props.group]}</>;
}
