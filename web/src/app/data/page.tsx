import { Suspense } from 'react';
import { DataPage } from '@/views/data/data_page';

export default function Page() {
  return (
    <Suspense>
      <DataPage />
    </Suspense>
  );
}
