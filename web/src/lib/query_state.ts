'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { shareEnding } from '@/api/share_token';

/** The query of the page's address, and a way to change parts of it; null takes a part out. */
export function useQueryState() {
  const params = useSearchParams();
  const path = usePathname();
  const router = useRouter();
  const change = useCallback(
    (parts: Record<string, string | null>, how: 'push' | 'replace' = 'replace') => {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(parts)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      router[how](`${path}${text === '' ? '' : `?${text}`}${shareEnding(location)}`, { scroll: false });
    },
    [params, path, router],
  );
  return { params, change };
}
