import { Suspense } from 'react';
import { DatasetPage } from '@/views/dataset/dataset_page';

export default function Page() {
  return (
    <Suspense>
      <DatasetPage />
    </Suspense>
  );
}
