// The hierarchy of topics: a tree without crossings, and the groups that a cut makes.

export interface Merge {
  left: number; // place among the leaves, or their number plus that of an earlier merge
  right: number;
  distance: number;
}

export interface Joint {
  merge: number;
  x: number; // 0 (root) to 1 (leaves)
  y: number; // in rows
  children: { x: number; y: number }[];
}

/** Joints in units of rows and of the largest distance; leaves stand in `order` (places among the topics). */
export function layTree(leaves: number, merges: Merge[], order: number[]): Joint[] {
  const most = Math.max(1e-9, ...merges.map((merge) => merge.distance)) * 1.04;
  const at = new Map<number, { x: number; y: number }>();
  order.forEach((leaf, row) => at.set(leaf, { x: 1, y: row }));
  return merges.map((merge, index) => {
    const children = [merge.left, merge.right].map((child) => at.get(child) ?? { x: 1, y: 0 });
    const y = children.reduce((sum, child) => sum + child.y, 0) / 2;
    const joint = { merge: index, x: 1 - merge.distance / most, y, children };
    at.set(leaves + index, joint);
    return joint;
  });
}

/** The leaves of each group that a cut at this distance leaves together, in the order of the tree. */
export function groupsAt(leaves: number, merges: Merge[], order: number[], cut: number): number[][] {
  const members = new Map<number, number[]>();
  for (let leaf = 0; leaf < leaves; leaf += 1) members.set(leaf, [leaf]);
  merges.forEach((merge, index) => {
    if (merge.distance > cut) return;
    const joined = [...(members.get(merge.left) ?? []), ...(members.get(merge.right) ?? [])];
    members.delete(merge.left);
    members.delete(merge.right);
    members.set(leaves + index, joined);
  });
  const row = new Map(order.map((leaf, index) => [leaf, index]));
  const first = (group: number[]) => Math.min(...group.map((leaf) => row.get(leaf) ?? 0));
  return [...members.values()].sort((a, b) => first(a) - first(b));
}
