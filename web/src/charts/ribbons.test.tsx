import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { chosenText, layRibbons, parseChosen } from './ribbons';
import { RibbonsChart } from './ribbons_chart';

const link = (left: number, right: number, similarity: number) => ({
  left,
  right,
  similarity,
  partner: false,
});

describe('ribbons', () => {
  it('set the right side in the order that crosses least', () => {
    const links = [link(0, 5, 0.9), link(1, 4, 0.9), link(2, 3, 0.9)];
    expect(layRibbons([0, 1, 2], [3, 4, 5], links, 100, 300).order.right).toEqual([5, 4, 3]);
  });
  it('put topics like none at the end', () => {
    const { order } = layRibbons(
      [0, 1],
      [7, 8, 9],
      [link(0, 9, 0.8), link(1, 8, 0.8), link(1, 7, 0.1)],
      100,
      300,
    );
    expect(order.right).toEqual([9, 8, 7]);
  });
  it('draw what is alike, wider where it is more alike, faint ones first', () => {
    const { links } = layRibbons(
      [0, 1],
      [0, 1],
      [link(0, 0, 0.9), link(1, 1, 0.4), link(0, 1, 0.2)],
      100,
      300,
    );
    expect(links.map((one) => one.similarity)).toEqual([0.4, 0.9]);
    expect(links[1]?.width).toBeGreaterThan(links[0]?.width ?? 0);
  });
  it('keep the chosen topic in the address', () => {
    expect(parseChosen(chosenText({ side: 'right', topic: 12 }))).toEqual({ side: 'right', topic: 12 });
    for (const wrong of [null, '', 'x3', 'l', 'l3x']) expect(parseChosen(wrong)).toBeNull();
  });
  it('show any name as text, and say what is new', () => {
    const topic = (id: number, name: string, alone = false) => ({
      id,
      name,
      slot: id === 0 ? 1 : null,
      alone,
    });
    const picture = renderToStaticMarkup(
      <RibbonsChart
        left={[topic(0, '<img src=x onerror=alert(1)>'), topic(1, '=cmd()')]}
        right={[topic(0, 'sea, ship'), topic(1, 'law, court', true)]}
        names={['a', 'b']}
        links={[link(0, 0, 0.8)]}
        width={600}
        chosen={{ side: 'left', topic: 0 }}
        onChoose={() => undefined}
      />,
    );
    expect(picture).not.toContain('<img');
    expect(picture).toContain('>new<');
    expect(picture).toMatchSnapshot();
  });
});
