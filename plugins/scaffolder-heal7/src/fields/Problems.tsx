import type { Phrase } from '../translation/keys';
import { useWords } from '../translation/words';
import styles from './theme.module.css';

/**
 * What is wrong with an answer while it is being given. What the form itself
 * already says below the field is not said twice.
 */
export function Problems(props: { problems: Phrase[]; said?: string[] }) {
  const { say } = useWords();
  const texts = props.problems.map(say);
  return (
    <div role="status">
      <ul className={styles.problems}>
        {texts
          .filter(text => !props.said?.includes(text))
          .map(text => (
            <li key={text}>{text}</li>
          ))}
      </ul>
    </div>
  );
}
