import { Suspense } from 'react';
import { ComparePage } from '@/views/compare/compare_page';

export default function Page() {
  return (
    <Suspense>
      <ComparePage />
    </Suspense>
  );
}
