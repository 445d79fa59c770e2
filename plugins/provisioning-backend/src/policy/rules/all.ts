import type { Rule } from '../Rule';
import { backup } from './backup';
import { budget } from './budget';
import { deletionProtection } from './deletionProtection';
import { encryption } from './encryption';
import { losesState } from './losesState';
import { publicAccess } from './publicAccess';
import { supportedVersions } from './supportedVersions';
import { tags } from './tags';

/** In the order in which they are shown. */
export const RULES: readonly Rule[] = [
  losesState,
  publicAccess,
  encryption,
  backup,
  supportedVersions,
  deletionProtection,
  budget,
  tags,
];
