import { useId } from 'react';
import { MarkdownContent } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import {
  RiExternalLinkLine,
  RiGitRepositoryLine,
  RiPlayCircleLine,
  RiRocketLine,
  RiStackLine,
} from '@remixicon/react';
import { useWords } from '../translation/words';
import type { MessageKey } from '../translation/keys';
import { CopyButton } from './CopyButton';
import type { Result } from './result';
import styles from './Outcome.module.css';

/** Everywhere that the new service can be seen. */
function Links({ result }: { result: Result }) {
  const { t } = useWords();
  const entityRoute = useRouteRef(entityRouteRef);
  const { entity, repositoryUrl, pipelineUrl, links } = result;
  const page = entity && entityRoute?.(entity);
  return (
    <div className={styles.links}>
      {page && (
        <ButtonLink href={page} iconStart={<RiStackLine />}>
          {t('outcome.entity')}
        </ButtonLink>
      )}
      {page && (
        <ButtonLink
          href={`${page}/deployments`}
          variant="secondary"
          iconStart={<RiRocketLine />}
        >
          {t('outcome.deployments')}
        </ButtonLink>
      )}
      {repositoryUrl && (
        <ButtonLink
          href={repositoryUrl}
          variant="secondary"
          iconStart={<RiGitRepositoryLine />}
        >
          {t('outcome.repository')}
        </ButtonLink>
      )}
      {pipelineUrl && (
        <ButtonLink
          href={pipelineUrl}
          variant="secondary"
          iconStart={<RiPlayCircleLine />}
        >
          {t('outcome.pipeline')}
        </ButtonLink>
      )}
      {links.map(({ url, title }) => (
        <ButtonLink
          key={url}
          href={url!}
          variant="secondary"
          iconStart={<RiExternalLinkLine />}
        >
          {title ?? t('outcome.more')}
        </ButtonLink>
      ))}
    </div>
  );
}

/** A service that has been created: where it is, and what happens to it next. */
export function Success({ result }: { result: Result }) {
  const { t } = useWords();
  const heading = useId();
  const { entity, cloneCommand, pipelineUrl, texts } = result;
  const next: MessageKey[] = [
    'outcome.nextCatalog',
    pipelineUrl ? 'outcome.nextPipeline' : 'outcome.nextLocal',
    'outcome.nextDeployments',
  ];
  return (
    <section aria-labelledby={heading} className={styles.outcome}>
      <h2 id={heading}>
        {entity
          ? t('outcome.title', { name: entity.name })
          : t('outcome.titleNameless')}
      </h2>
      <Links result={result} />
      {cloneCommand && (
        <div className={styles.part}>
          <h3>{t('outcome.clone')}</h3>
          <div className={styles.clone}>
            <code>{cloneCommand}</code>
            <CopyButton text={cloneCommand} />
          </div>
        </div>
      )}
      <div className={styles.part}>
        <h3>{t('outcome.next')}</h3>
        <ol className={styles.list}>
          {next.map(key => (
            <li key={key}>{t(key)}</li>
          ))}
        </ol>
      </div>
      {texts.map(({ title, content }, index) => (
        <div key={index} className={styles.part}>
          {title && <h3>{title}</h3>}
          <MarkdownContent content={content ?? ''} />
        </div>
      ))}
    </section>
  );
}
