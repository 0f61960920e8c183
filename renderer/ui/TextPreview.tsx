import { cx } from './cx.ts';
import styles from './TextPreview.module.css';

export interface TextPreviewProps {
  /** Blocks of the text, one a line. */
  readonly text: string;
  /** BCP 47; empty when unknown. */
  readonly language: string;
  readonly className?: string | undefined;
}

/** A text to look at, block by block, each in its own direction. */
export function TextPreview({ text, language, className }: TextPreviewProps) {
  return (
    <div className={cx(styles.text, className)} lang={language || undefined}>
      {text.split('\n').map((block, i) => (
        // A preview is drawn anew as a whole: its blocks have no other name than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={i} dir="auto">
          {block}
        </p>
      ))}
    </div>
  );
}
