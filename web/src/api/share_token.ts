// The token of a link to a model stands behind # of the model's page: browsers send that part to nobody.

const name = '#share=';

interface Address {
  pathname: string;
  hash: string;
}

/** The token in an address; null where there is none. */
export function shareTokenIn({ pathname, hash }: Address): string | null {
  if (!/^\/model\/?$/.test(pathname) || !hash.startsWith(name)) return null;
  const token = hash.slice(name.length);
  return token === '' ? null : token;
}

/** The address that a link opens. */
export function shareAddress(origin: string, model: string, token: string): string {
  return `${origin}/model/?id=${model}${name}${token}`;
}

/** What an address of the same model ends with, so that reading goes on by the same link. */
export function shareEnding(address: Address): string {
  const token = shareTokenIn(address);
  return token === null ? '' : `${name}${token}`;
}

/** The header field by which a request is made with the link. Requests about anything else go without. */
export function shareHeaders(path: string, address: Address): Record<string, string> {
  const token = shareTokenIn(address);
  if (token === null || !/^\/api\/(models\/|shared$)/.test(path)) return {};
  // A header field holds no other characters; no token has any.
  return { 'X-Share-Token': token.replace(/[^\x21-\x7e]/g, '?') };
}
