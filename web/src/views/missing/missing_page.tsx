'use client';

import { Compass } from 'lucide-react';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { Empty } from '@/pieces/states';
import { PageTitle } from '@/shell/page_title';
import page from '@/styles/page.module.css';
import { missingText } from '@/text/missing';
import { useWords } from '@/text/pair';

export function MissingPage() {
  const words = useWords(missingText);
  return (
    <div className={page.page}>
      <PageTitle title={words.title} />
      <Empty
        icon={<Compass size={18} strokeWidth={1.75} aria-hidden="true" />}
        title={words.title}
        action={<ButtonLink href={routes.home}>{words.home}</ButtonLink>}
      >
        {words.text}
      </Empty>
    </div>
  );
}
