import { Suspense } from 'react';
import { JobsPage } from '@/views/jobs/jobs_page';

export default function Page() {
  return (
    <Suspense>
      <JobsPage />
    </Suspense>
  );
}
