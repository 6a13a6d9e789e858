import { Suspense } from 'react';
import { SignInPage } from '@/views/sign_in/sign_in_page';

export default function Page() {
  return (
    <Suspense>
      <SignInPage />
    </Suspense>
  );
}
