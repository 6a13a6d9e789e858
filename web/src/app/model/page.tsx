import { Suspense } from 'react';
import { ModelPage } from '@/views/model/model_page';

export default function Page() {
  return (
    <Suspense>
      <ModelPage />
    </Suspense>
  );
}
