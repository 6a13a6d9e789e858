import type { ViewTopic } from '@/api/views';

export interface Question {
  topic: number;
  words: string[]; // six
  intruder: string;
  from: number; // the topic that the intruder comes from
}

// A small generator (Steele & Vigna's splitmix, 32 bits): the same questions for the same model.
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/**
 * Word intrusion (Chang et al. 2009): five first words of a topic and one that is a first word of another topic, but none
 * of this one's. Topics without such a word give no question.
 */
export function questions(topics: ViewTopic[]): Question[] {
  return topics.flatMap((topic) => {
    const random = numbers(topic.topic_id + 1);
    const own = topic.words.map((one) => one.word);
    const first = own.slice(0, 5);
    const strangers = topics
      .filter((other) => other !== topic)
      .flatMap((other) => other.words.slice(0, 3).map((one) => ({ word: one.word, from: other.topic_id })))
      .filter((one) => !own.includes(one.word));
    const found = strangers[Math.floor(random() * strangers.length)];
    if (first.length < 5 || found === undefined) return [];
    const words = [...first];
    words.splice(Math.floor(random() * 6), 0, found.word);
    return [{ topic: topic.topic_id, words, intruder: found.word, from: found.from }];
  });
}
