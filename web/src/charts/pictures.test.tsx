import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { EffectChart } from './effect_chart';
import { HeatMap } from './heat_map';
import { SweepChart } from './sweep_chart';
import { TermBars } from './term_bars';
import { TopicMap } from './topic_map';

// What the charts draw, mark by mark: a change of a picture is a change of these files.

const topics = [
  { id: 3, name: 'Cold War security', share: 0.5, slot: 1, x: 0.2, y: 0.1 },
  { id: 8, name: '<img src=x onerror=alert(1)>', share: 0.3, slot: null, x: -0.2, y: 0.1 },
];
const nothing = () => undefined;

describe('pictures', () => {
  it('of the map', () => {
    const picture = renderToStaticMarkup(
      <TopicMap topics={topics} width={420} height={320} chosen={3} onChoose={nothing} />,
    );
    expect(picture).not.toContain('<img');
    expect(picture).toMatchSnapshot();
  });

  it('of the words', () => {
    const terms = [
      { word: 'peace', count: 900, inTopic: 400 },
      { word: '=cmd()', count: 20, inTopic: 20 },
    ];
    expect(
      renderToStaticMarkup(
        <TermBars
          name="t"
          slot={null}
          terms={terms}
          width={300}
          active={null}
          onActive={nothing}
          onOpen={nothing}
        />,
      ),
    ).toMatchSnapshot();
  });

  it('of a heat map', () => {
    const columns = [
      { name: 'Truman', documents: 540 },
      { name: 'Biden', documents: 12 },
    ];
    const values = [
      [0.4, 0.1],
      [0.05, 0.2],
    ];
    expect(
      renderToStaticMarkup(
        <HeatMap
          label="Topics by president"
          topics={topics}
          columns={columns}
          values={values}
          difference={false}
          text={(value) => (value >= 0.06 ? String(Math.round(100 * value)) : '')}
          spoken={String}
          width={420}
          chosen={null}
          onChoose={nothing}
        />,
      ),
    ).toMatchSnapshot();
  });

  it('of effects, filled where they differ from 0', () => {
    const effects = [
      { id: 3, name: 'sure', value: 0.05, low: 0.02, high: 0.08 },
      { id: 8, name: 'open', value: -0.01, low: -0.04, high: 0.02 },
    ];
    expect(
      renderToStaticMarkup(<EffectChart group="g" effects={effects} width={320} onOpen={nothing} />),
    ).toMatchSnapshot();
  });

  it('of a sweep, a panel for each measure', () => {
    const points = [5, 10, 20].map((topics) => ({
      topics,
      figure: { mean: topics / 100, values: [topics / 100 - 0.01, topics / 100 + 0.01] },
    }));
    const panels = ['Coherence', 'Diversity'].map((name) => ({ name, how: 'higher is better', points }));
    expect(
      renderToStaticMarkup(
        <SweepChart panels={panels} range={[10, 20]} advised={10} width={560} onOpen={nothing} />,
      ),
    ).toMatchSnapshot();
  });
});
