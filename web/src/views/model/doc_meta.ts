import type { Doc } from '@/api/views';

/** How a document introduces itself: its time, or its id; then its groups and label. */
export function docMeta(doc: Pick<Doc, 'time' | 'id' | 'row' | 'groups' | 'label' | 'piece'>): {
  title: string;
  sub: string;
} {
  const groups = [...Object.values(doc.groups), doc.label].filter((one) => one !== '' && one !== 'none');
  const time = doc.time.replace(/T?00:00(:00)?Z?$/, '').trim();
  const title = time !== '' ? time : doc.id !== '' ? doc.id : `#${doc.row}`;
  return { title, sub: [...new Set(groups)].slice(0, 3).join(' · ') };
}
