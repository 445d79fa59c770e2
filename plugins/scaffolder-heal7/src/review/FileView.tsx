import { useId } from 'react';
import { CodeSnippet } from '@backstage/core-components';
import { useWords } from '../translation/words';
import { bytesOf, formatBytes } from './fileSize';
import { languageOf } from './language';
import type { ReviewedFile } from './reviewApi';
import styles from './FileView.module.css';

/** Characters above which highlighting would hold up the page. */
const HIGHLIGHTED = 60_000;

function Content({ file }: { file: ReviewedFile }) {
  const { t } = useWords();
  if (file.binary) {
    return <p className={styles.note}>{t('review.binary')}</p>;
  }
  if (file.content === '') {
    return <p className={styles.note}>{t('review.emptyFile')}</p>;
  }
  return file.content.length > HIGHLIGHTED ? (
    <pre className={styles.plain}>{file.content}</pre>
  ) : (
    <CodeSnippet
      text={file.content}
      language={languageOf(file.path)}
      showLineNumbers
      customStyle={{ margin: 0, background: 'transparent' }}
    />
  );
}

/** What is in one of the rendered files. */
export function FileView({ file }: { file: ReviewedFile | undefined }) {
  const { t, language } = useWords();
  const heading = useId();
  if (!file) {
    return <p className={styles.note}>{t('review.choose')}</p>;
  }
  const details = [
    ...(file.binary ? [] : [formatBytes(bytesOf(file.content), language)]),
    ...(file.executable ? [t('review.executable')] : []),
    ...(file.truncated ? [t('review.truncated')] : []),
  ];
  return (
    <div className={styles.view}>
      <h3 id={heading} className={styles.heading}>
        {file.path}
        <span className={styles.detail}>{details.join(' · ')}</span>
      </h3>
      <div
        role="region"
        aria-labelledby={heading}
        // What scrolls has to be reachable by the keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={styles.content}
      >
        <Content file={file} />
      </div>
    </div>
  );
}
