import { Activity, Boxes, Columns2, Database, House, TextSearch, type LucideIcon } from 'lucide-react';
import { routes } from '@/lib/routes';

export type SectionName = 'home' | 'data' | 'models' | 'compare' | 'analyze' | 'jobs';

export const sections: { name: SectionName; href: string; icon: LucideIcon }[] = [
  { name: 'home', href: routes.home, icon: House },
  { name: 'data', href: routes.data, icon: Database },
  { name: 'models', href: routes.models, icon: Boxes },
  { name: 'compare', href: routes.compare, icon: Columns2 },
  { name: 'analyze', href: routes.analyze, icon: TextSearch },
  { name: 'jobs', href: routes.jobs, icon: Activity },
];

/** Those that a phone's bar has room for; the others are a link or a search away. */
export const thumbSections = sections.filter((section) => section.name !== 'compare');
