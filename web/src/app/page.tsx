import { HomePage } from '@/views/home/home_page';

export default function Page() {
  return <HomePage />;
}
