import { MissingPage } from '@/views/missing/missing_page';

export default function NotFound() {
  return <MissingPage />;
}
