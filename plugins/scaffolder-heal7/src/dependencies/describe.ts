import type { EntityOption } from '../catalog/entityOption';
import type { Translate } from '../translation/words';

/** Kind and owner of an entity, in the reader's language. */
export function describeEntity(
  { kind, owner }: Pick<EntityOption, 'kind' | 'owner'>,
  t: Translate,
): string {
  const said =
    kind === 'component' || kind === 'resource' || kind === 'api'
      ? t(`dependencies.${kind}`)
      : kind;
  return owner ? t('dependencies.entity', { kind: said, owner }) : said;
}
