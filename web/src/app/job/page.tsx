import { Suspense } from 'react';
import { JobPage } from '@/views/job/job_page';

export default function Page() {
  return (
    <Suspense>
      <JobPage />
    </Suspense>
  );
}
