import { useState } from 'react';
import { SearchField } from '@backstage/ui';
import { useWords } from '../translation/words';
import { FileTree } from './FileTree';
import { FileView } from './FileView';
import type { ReviewedFile } from './reviewApi';
import { filesWith } from './tree';
import styles from './Files.module.css';

/** What a new colleague would open first. */
const FIRST = 'README.md';

/** The rendered files, and what is in the chosen one. */
export function Files(props: { files: ReviewedFile[]; stale: boolean }) {
  const { files, stale } = props;
  const { t } = useWords();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(FIRST);
  const found = filesWith(files, text);

  return (
    <div className={`${styles.files} ${stale ? styles.stale : ''}`}>
      <div className={styles.list}>
        <SearchField
          aria-label={t('review.search')}
          placeholder={t('review.search')}
          value={text}
          onChange={setText}
        />
        <div role="status">
          {found.length === 0 && (
            <p className={styles.none}>{t('review.noMatch', { text })}</p>
          )}
        </div>
        {found.length > 0 && (
          <FileTree
            files={found}
            label={t('review.files')}
            chosen={chosen}
            onChoose={setChosen}
          />
        )}
      </div>
      <FileView file={files.find(({ path }) => path === chosen)} />
    </div>
  );
}
