import { Suspense } from 'react';
import { SettingsPage } from '@/views/settings/settings_page';

export default function Page() {
  return (
    <Suspense>
      <SettingsPage />
    </Suspense>
  );
}
