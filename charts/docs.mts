/**
 * Writes the table of values into the charts' READMEs, from their schemas and
 * defaults: `node charts/docs.mts`. The check of the charts says when it is due.
 */
import { writeFileSync } from 'node:fs';
import { currentReadme, readmeOf } from './checks/docs.mts';

const CHART = 'heal7-service';
writeFileSync(readmeOf(CHART), currentReadme(CHART));
