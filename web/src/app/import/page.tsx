import { Suspense } from 'react';
import { ImportPage } from '@/views/import/import_page';

export default function Page() {
  return (
    <Suspense>
      <ImportPage />
    </Suspense>
  );
}
