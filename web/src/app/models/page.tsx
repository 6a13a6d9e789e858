import { Suspense } from 'react';
import { ModelsPage } from '@/views/models/models_page';

export default function Page() {
  return (
    <Suspense>
      <ModelsPage />
    </Suspense>
  );
}
