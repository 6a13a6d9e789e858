"""Lines to compare tokenizers on: rows of the corpora, and characters that readers trip over."""

import csv
import gzip
import os
import random

LONGEST = 1500  # characters of a row
FILES = [("20newsgroups.csv.gz", 20000), ("zh_online_shopping_10_cats.csv.gz", 60000), ("stackoverflow_titles.csv.gz", 20000),
         ("zh_weibo_hot_titles.csv.gz", 20000), ("un_paragraphs_small.csv.gz", 20000), ("tweets_topic.csv.gz", 10000)]

PIECES = [
    "", " ", "  ", "\t", "\n", "\r\n", "\n\n", " \n ", "\u00a0", "\u3000", "\u2009", "\u2028", "\u200b", "\u200d", "\u200f",
    "\u0000", "\u0001", "\u007f", "\u00ad", "\ufffd", "a", "B", "z9", "I'm", "it's", "WE'LL", "'S", "'", "’s", "don't",
    "naïve", "nai\u0308ve", "é", "e\u0301", "Å", "\u212b", "ﬁ", "ﬀ", "½", "²", "①", "Ⅷ", "㎏", "㍿", "ｆｕｌｌ", "ＡＢＣ", "～", "。", "，",
    "！", "“”", "「」", "中", "文", "中文字符", "繁體中文", "北京2008年", "日本語", "カタカナ", "ｶﾞ", "ガ", "ハ\u3099", "한국어", "\u1112\u1161\u11ab",
    "Привет", "Ёлка", "й", "Ελλάδα", "ΟΔΟΣ ", "שָׁלוֹם", "مرحبا", "لا", "हिन्दी", "ไทย", "தமிழ்", "İstanbul", "ß", "ſ", "Ǆ", "🙂", "👩‍👩‍👧‍👦",
    "🇩🇪", "👍🏽", "☕️", "𝔘", "𝟙", "\U00020000", "\U0010ffff", "\ue000", "𐍈", "1", "23", "456", "7890", "٣", "１２３", "3.14", "1,000",
    "https://example.org/a?b=c#d", "a@b.co", "C++", "__x__", "--", "...", "……", "$5", "€", "₩", "+", "<", ">", "|", "~~", "`", "^",
    "<|endoftext|>", "<|im_start|>", "<tool_call>", "<think>", "[MASK]", "[CLS]", "[sep]", "<mask>", " <mask> ", "<s>", "</s>", "<unk>",
    "▁", "##", "##ing", "x" * 120, "中" * 120, "\u0301", "a\u0301\u0302\u0303", "\u0300\u0301", "\ufeff", "ı", "Ⱥ", "ﷺ",
]


def nasty_lines(count=20000, seed=7):
    dice = random.Random(seed)
    for piece in PIECES:
        yield piece
        yield f"a{piece}b {piece} {piece}{piece}"
    for _ in range(count):
        yield "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 9)))


def corpus_lines(folder, every):
    csv.field_size_limit(1 << 30)
    for name, most in FILES:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            continue
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            column = next((header.index(title) for title in ("text", "title", "review", "content") if title in header), None)
            for number, row in enumerate(rows):
                if number >= most:
                    break
                if number % every == 0 and row:
                    text = row[column] if column is not None else max(row, key=len)
                    yield text[:LONGEST]
