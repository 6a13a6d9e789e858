'use client';

import Link from 'next/link';
import { createContext, useContext, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './page_title.module.css';

const Place = createContext<{ place: HTMLElement | null; setPlace: (element: HTMLElement | null) => void }>({
  place: null,
  setPlace: () => undefined,
});

export function TitlePlace({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return <Place.Provider value={{ place, setPlace }}>{children}</Place.Provider>;
}

export function useTitlePlace() {
  return useContext(Place).setPlace;
}

interface PageTitleProps {
  path?: { name: string; href: string }[]; // the pages above
  title: string;
  tag?: ReactNode;
}

/** What a page shows in the top bar and as the title of the window: where it is, and its state. */
export function PageTitle({ path = [], title, tag }: PageTitleProps) {
  const { place } = useContext(Place);
  const bar = (
    <div className={styles.title}>
      {path.map((one) => (
        <span key={one.href} className={styles.above}>
          <Link href={one.href}>{one.name}</Link>
          <span aria-hidden="true">/</span>
        </span>
      ))}
      <span className={styles.here}>{title}</span>
      {tag}
    </div>
  );
  return (
    <>
      <title>{`${title} · THETA`}</title>
      {place && createPortal(bar, place)}
    </>
  );
}
