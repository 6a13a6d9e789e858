import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { commonText } from '@/text/common';
import { useWords } from '@/text/pair';
import styles from './pager.module.css';

interface PagerProps {
  offset: number;
  limit: number;
  total: number;
  href: (offset: number) => string;
}

/** "51–100 of 240", with the way to the page before and after; nothing where all fits on one page. */
export function Pager({ offset, limit, total, href }: PagerProps) {
  const words = useWords(commonText);
  if (total <= limit && offset === 0) return null;
  return (
    <nav className={styles.pager} aria-label={words.pages}>
      {offset > 0 && (
        <Link href={href(Math.max(0, offset - limit))}>
          <ChevronLeft size={16} strokeWidth={1.75} aria-hidden="true" />
          {words.newer}
        </Link>
      )}
      <span className="num">
        {words.range(Math.min(offset + 1, total), Math.min(offset + limit, total), total)}
      </span>
      {offset + limit < total && (
        <Link href={href(offset + limit)}>
          {words.older}
          <ChevronRight size={16} strokeWidth={1.75} aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
