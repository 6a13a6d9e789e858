'use client';

import { Unlink } from 'lucide-react';
import { Empty } from '@/pieces/states';
import { GuestsWayIn } from '@/shell/guest_shell';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { useWords } from '@/text/pair';
import { sharedText } from '@/text/shared';

/** A link that has expired, was taken back, or never was one: the server tells them apart to nobody. */
export function LinkEnded() {
  const words = useWords(sharedText);
  return (
    <div className={page.page}>
      <PageTitle title={words.ended} />
      <Empty
        icon={<Unlink size={18} strokeWidth={1.75} aria-hidden="true" />}
        title={words.ended}
        action={<GuestsWayIn />}
      >
        {words.endedText}
      </Empty>
    </div>
  );
}
