import { Suspense } from 'react';
import { NewModelPage } from '@/views/new_model/new_model_page';

export default function Page() {
  return (
    <Suspense>
      <NewModelPage />
    </Suspense>
  );
}
