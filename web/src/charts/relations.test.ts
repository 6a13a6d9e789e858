import { describe, expect, it } from 'vitest';
import { layNetwork, linkWidth } from './network';
import { groupsAt, layTree } from './tree';

const nodes = [0, 1, 2, 3].map((id) => ({ id, share: 0.25, x: 0, y: 0 }));

describe('the network', () => {
  it('draws linked topics nearer than others, the same each time', () => {
    const links = [{ source: 0, target: 1, weight: 0.9 }];
    const circles = layNetwork(nodes, links, 600, 500);
    const far = (a: number, b: number) =>
      Math.hypot((circles[a]?.x ?? 0) - (circles[b]?.x ?? 0), (circles[a]?.y ?? 0) - (circles[b]?.y ?? 0));
    expect(far(0, 1)).toBeLessThan(far(0, 2));
    expect(far(0, 1)).toBeLessThan(far(1, 3));
    expect(layNetwork(nodes, links, 600, 500)).toEqual(circles);
  });

  it('draws likelier links thicker', () => {
    expect(linkWidth(0.2, 0.2, 0.6)).toBe(1);
    expect(linkWidth(0.6, 0.2, 0.6)).toBe(5);
  });
});

describe('the hierarchy', () => {
  const merges = [
    { left: 0, right: 2, distance: 0.2 },
    { left: 1, right: 3, distance: 0.5 },
    { left: 4, right: 5, distance: 0.9 },
  ];
  const order = [0, 2, 1, 3];

  it('puts each joint between what it joins, the nearest at the leaves', () => {
    const joints = layTree(4, merges, order);
    expect(joints.map((joint) => joint.y)).toEqual([0.5, 2.5, 1.5]);
    expect(joints[0]?.x).toBeGreaterThan(joints[2]?.x ?? 1);
  });

  it('is cut into groups', () => {
    expect(groupsAt(4, merges, order, 1)).toHaveLength(1);
    expect(groupsAt(4, merges, order, 0.6)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(groupsAt(4, merges, order, 0.3)).toEqual([[0, 2], [1], [3]]);
    expect(groupsAt(4, merges, order, 0)).toHaveLength(4);
  });
});
