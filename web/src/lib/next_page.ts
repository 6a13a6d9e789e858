/** Where to go after signing in: a path of this app alone, never another site. */
export function nextPage(wanted: string | null, origin: string): string {
  if (wanted === null) return '/';
  try {
    const url = new URL(wanted, origin);
    const safe = url.origin === origin && wanted.startsWith('/') && !url.pathname.startsWith('/signin');
    return safe ? `${url.pathname}${url.search}` : '/';
  } catch {
    return '/';
  }
}
