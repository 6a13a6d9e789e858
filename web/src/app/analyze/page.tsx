import { Suspense } from 'react';
import { AnalyzePage } from '@/views/analyze/analyze_page';

export default function Page() {
  return (
    <Suspense>
      <AnalyzePage />
    </Suspense>
  );
}
