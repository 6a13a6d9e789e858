'use client';

import Link from 'next/link';
import { useEffect, useRef, type ComponentType } from 'react';
import { useSession } from '@/api/session';
import { useQueryState } from '@/lib/query_state';
import { routes } from '@/lib/routes';
import { classes } from '@/pieces/class_names';
import { Loading } from '@/pieces/states';
import { PageTitle } from '@/shell/page_title';
import { settingsText } from '@/text/settings';
import { useWords } from '@/text/pair';
import { AuditPart } from './audit_part';
import { KeysPart } from './keys_part';
import { LookPart } from './look_part';
import { partsFor, type PartName } from './parts';
import { ProfilePart } from './profile_part';
import { ServerPart } from './server_part';
import styles from './settings.module.css';
import { StoragePart } from './storage_part';
import { SystemPart } from './system_part';
import { UsersPart } from './users_part';

const views: Record<PartName, ComponentType> = {
  look: LookPart,
  profile: ProfilePart,
  keys: KeysPart,
  system: SystemPart,
  users: UsersPart,
  storage: StoragePart,
  server: ServerPart,
  audit: AuditPart,
};

function Part({ name }: { name: PartName }) {
  const View = views[name];
  return <View />;
}

/** What can be set, one part at a time; each part has its address, and shows only to those who may have it. */
export function SettingsPage() {
  const words = useWords(settingsText);
  const session = useSession();
  const { params } = useQueryState();
  const parts = partsFor(session);
  const wanted = params.get('part');
  const current = parts.find((part) => part.name === wanted) ?? (wanted === null ? parts[0] : undefined);
  const nav = useRef<HTMLElement>(null);
  // On a phone the parts are a line that scrolls.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current?.name]);
  const list = (some: typeof parts) => (
    <ul>
      {some.map(({ name, icon: Icon }) => (
        <li key={name}>
          <Link
            href={routes.settingsPart(name)}
            className={classes(styles.entry, name === current?.name && styles.here)}
            aria-current={name === current?.name ? 'page' : undefined}
          >
            <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
            {words.parts[name]}
          </Link>
        </li>
      ))}
    </ul>
  );
  const ofAdmins = parts.filter((part) => part.of === 'admin');
  return (
    <div className={styles.layout}>
      <PageTitle title={words.title} />
      <nav ref={nav} className={styles.nav} aria-label={words.title}>
        <h1 className="hidden">{words.title}</h1>
        {list(parts.filter((part) => part.of !== 'admin'))}
        {ofAdmins.length > 0 && (
          <>
            <h2>{words.forAdmins}</h2>
            {list(ofAdmins)}
          </>
        )}
      </nav>
      <div className={styles.part}>
        {current ? (
          <Part name={current.name} />
        ) : session.kind === 'waiting' ? (
          <Loading rows={6} />
        ) : (
          <p>{words.notYours}</p>
        )}
      </div>
    </div>
  );
}
