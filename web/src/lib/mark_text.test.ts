import { describe, expect, it } from 'vitest';
import { markText } from './mark_text';

function marked(text: string, ...words: string[]): string[] {
  const evidence = words.map((word) => ({ word, topic_id: 0, weight: 1 }));
  return markText(text, evidence)
    .filter((piece) => piece.evidence !== null)
    .map((piece) => piece.text);
}

describe('words in a text', () => {
  it('are found in any case, whole', () => {
    expect(marked('The Bank banks on a bank.', 'bank')).toEqual(['Bank', 'bank']);
  });
  it('are found in Chinese, the longer before the shorter', () => {
    expect(marked('服务员的服务很好', '服务', '服务员')).toEqual(['服务员', '服务']);
    expect(marked('酒店酒店', '酒店')).toEqual(['酒店', '酒店']);
  });
  it('stand beside Chinese', () => {
    expect(marked('我的iPhone很好', 'iphone')).toEqual(['iPhone']);
  });
  it('may be phrases', () => {
    expect(marked('in New York today', 'new_york')).toEqual(['New York']);
  });
  it('leave the text as it is', () => {
    const text = 'Any <b>text</b>,\nwith bank lines';
    const pieces = markText(text, [{ word: 'bank', topic_id: 1, weight: 1 }]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(markText('', [])).toEqual([]);
  });
});
