import { Activity, Boxes, Database, House, TextSearch, type LucideIcon } from 'lucide-react';
import { routes } from '@/lib/routes';

export type SectionName = 'home' | 'data' | 'models' | 'analyze' | 'jobs';

export const sections: { name: SectionName; href: string; icon: LucideIcon }[] = [
  { name: 'home', href: routes.home, icon: House },
  { name: 'data', href: routes.data, icon: Database },
  { name: 'models', href: routes.models, icon: Boxes },
  { name: 'analyze', href: routes.analyze, icon: TextSearch },
  { name: 'jobs', href: routes.jobs, icon: Activity },
];
