'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { setWhenSignedOut } from '@/api/client';
import { Problem } from '@/api/problem';
import { languageTag, useLanguage } from '@/lib/language';
import { useThemeOnDocument } from '@/lib/theme';
import { ToastPlace } from '@/pieces/toast';
import { TitlePlace } from './page_title';

// Asking again helps when the server was away or busy, never when it understood and refused.
function worthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof Problem && error.status >= 502;
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { retry: worthRetrying, staleTime: 5000 }, mutations: { retry: false } },
      }),
  );
  const language = useLanguage();
  useThemeOnDocument();
  useEffect(() => setWhenSignedOut(() => void client.invalidateQueries({ queryKey: ['session'] })), [client]);
  useLayoutEffect(() => {
    document.documentElement.lang = languageTag(language);
    delete document.documentElement.dataset.wait;
  }, [language]);
  return (
    <QueryClientProvider client={client}>
      <ToastPlace>
        <TitlePlace>{children}</TitlePlace>
      </ToastPlace>
    </QueryClientProvider>
  );
}
