import {
  Gauge,
  HardDrive,
  KeyRound,
  Palette,
  ScrollText,
  Server,
  UserRound,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { Session } from '@/api/session';

export type PartName = 'look' | 'profile' | 'keys' | 'users' | 'storage' | 'server' | 'audit' | 'system';

interface PartEntry {
  name: PartName;
  icon: LucideIcon;
  /** Who has it; `all`: whoever is here. */
  of: 'all' | 'person' | 'admin';
}

const all: PartEntry[] = [
  { name: 'look', icon: Palette, of: 'all' },
  { name: 'profile', icon: UserRound, of: 'person' },
  { name: 'keys', icon: KeyRound, of: 'person' },
  { name: 'system', icon: Gauge, of: 'all' },
  { name: 'users', icon: Users, of: 'admin' },
  { name: 'storage', icon: HardDrive, of: 'admin' },
  { name: 'server', icon: Server, of: 'admin' },
  { name: 'audit', icon: ScrollText, of: 'admin' },
];

export function isAdmin(session: Session): boolean {
  return session.kind === 'person' && session.me.user.role === 'admin';
}

/** The parts of the settings that this session may see. */
export function partsFor(session: Session): PartEntry[] {
  return all.filter(
    (part) =>
      part.of === 'all' ||
      (part.of === 'person' && session.kind === 'person') ||
      (part.of === 'admin' && isAdmin(session)),
  );
}
