"""Small tokenizers in the shape of those that text encoders bring along, learned from texts of any language.

They are made to be read, not to be good: normalisers, pre-tokenisers, post-processors and added tokens are those of
Qwen3-Embedding, BERT and multilingual MiniLM, the vocabularies are a few thousand pieces.
"""

import collections
import heapq
import math
import re
import unicodedata

from charsmap import precompiled_charsmap

QWEN_PATTERN = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"
                r"\s+(?!\S)|\s+")


def byte_alphabet():
    visible = [*range(33, 127), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = [byte for byte in range(256) if byte not in visible]
    return {byte: chr(byte) for byte in visible} | {byte: chr(256 + i) for i, byte in enumerate(hidden)}


def learned_merges(counts, wanted):
    """Byte pair encoding: the most frequent pair of neighbours, again and again. `counts`: words as tuples of symbols."""
    words = [list(word) for word in counts]
    frequency = list(counts.values())
    pairs, where = collections.Counter(), collections.defaultdict(set)

    def count(number, sign):
        word = words[number]
        for pair in zip(word, word[1:]):
            pairs[pair] += sign * frequency[number]
            where[pair].add(number)
            heapq.heappush(heap, (-pairs[pair], pair))

    heap = []
    for number in range(len(words)):
        count(number, 1)
    merges = []
    while heap and len(merges) < wanted:
        negative, pair = heapq.heappop(heap)
        if -negative != pairs[pair] or negative == 0:
            continue
        merges.append(pair)
        for number in sorted(where.pop(pair)):
            word = words[number]
            count(number, -1)
            i = 0
            while i + 1 < len(word):
                if (word[i], word[i + 1]) == pair:
                    word[i:i + 2] = ["".join(pair)]
                i += 1
            count(number, 1)
    return merges


def added(content, number, special=True, **more):
    return {"id": number, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
            "normalized": False, "special": special, **more}


def qwen(texts, merges=2000):
    alphabet = byte_alphabet()
    counts = collections.Counter()
    for text in texts:
        for word in re.findall(r" ?[^\W\d_]+|\s+| ?[^\w\s]+", text):
            counts[tuple(alphabet[byte] for byte in word.encode())] += 1
    learned = learned_merges(dict(counts.most_common(4000)), merges)
    tokens = list(dict.fromkeys(list(alphabet.values()) + ["".join(pair) for pair in learned]))
    number = len(tokens)
    names = [("<|endoftext|>", True), ("<|im_start|>", True), ("<|im_end|>", True), ("<tool_call>", False), ("<think>", False)]
    end = {"id": "<|endoftext|>", "type_id": 0}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [added(name, number + i, special) for i, (name, special) in enumerate(names)],
        "normalizer": {"type": "NFC"},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": QWEN_PATTERN}, "behavior": "Isolated", "invert": False},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}]},
        "post_processor": {"type": "Sequence", "processors": [
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False},
            {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": end}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}, {"SpecialToken": end}],
             "special_tokens": {"<|endoftext|>": {"id": "<|endoftext|>", "ids": [number], "tokens": ["<|endoftext|>"]}}}]},
        "decoder": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False},
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "",
                  "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
                  "vocab": {token: i for i, token in enumerate(tokens)}, "merges": [list(pair) for pair in learned]},
    }


def gpt2(texts):
    """Byte-level BPE with the older pattern and merges written as one text, as in the family of RoBERTa."""
    made = qwen(texts, 1000)
    made["normalizer"] = None
    made["pre_tokenizer"] = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
    made["model"]["merges"] = [" ".join(pair) for pair in made["model"]["merges"]]
    return made


def bert(texts):
    words, tails = collections.Counter(), collections.Counter()
    for text in texts:
        folded = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
        words.update(re.findall(r"[\u4e00-\u9fff]|[^\W\u4e00-\u9fff]+|[^\w\s]", folded))
    for word, times in words.items():
        for begin in range(1, min(len(word), 12)):
            tails["##" + word[begin:]] += times
    letters = sorted({letter for word, _ in words.most_common(20000) for letter in word})
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens = list(dict.fromkeys(special + letters + ["##" + letter for letter in letters if ord(letter) < 0x3000]
                                + [word for word, _ in words.most_common(4000)] + [tail for tail, _ in tails.most_common(2500)]))
    number = {token: i for i, token in enumerate(tokens)}
    cls, sep = ({"SpecialToken": {"id": name, "type_id": 0}} for name in ("[CLS]", "[SEP]"))
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [added(name, number[name]) for name in special],
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
                       "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "TemplateProcessing", "single": [cls, {"Sequence": {"id": "A", "type_id": 0}}, sep],
                           "pair": [cls, {"Sequence": {"id": "A", "type_id": 0}}, sep, {"Sequence": {"id": "B", "type_id": 1}}, sep],
                           "special_tokens": {name: {"id": name, "ids": [number[name]], "tokens": [name]}
                                              for name in ("[CLS]", "[SEP]")}},
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
                  "vocab": number},
    }


def unigram(texts):
    pieces = collections.Counter()
    words = collections.Counter("▁" + word for text in texts for word in unicodedata.normalize("NFKC", text).split())
    for word, times in words.items():
        for begin in range(min(len(word), 40)):
            for end in range(begin + 1, min(len(word), begin + 8) + 1):
                pieces[word[begin:end]] += times
    letters = [(piece, times) for piece, times in pieces.items() if len(piece) == 1 and times > 2]
    longer = heapq.nlargest(6000, ((times * len(piece), piece) for piece, times in pieces.items() if len(piece) > 1))
    chosen = dict(letters) | {piece: pieces[piece] for _, piece in longer}
    total = sum(chosen.values())
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    ranked = sorted(chosen.items(), key=lambda item: (-item[1], item[0]))
    vocab = [[name, 0.0] for name in special] + [[piece, math.log(times / total)] for piece, times in ranked]
    mask = len(vocab)
    first, last = ({"SpecialToken": {"id": name, "type_id": 0}} for name in ("<s>", "</s>"))
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [added(name, i) for i, name in enumerate(special)] + [added("<mask>", mask, lstrip=True)],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": precompiled_charsmap()},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}]},
        "post_processor": {"type": "TemplateProcessing", "single": [first, {"Sequence": {"id": "A", "type_id": 0}}, last],
                           "pair": [first, {"Sequence": {"id": "A", "type_id": 0}}, last, last,
                                    {"Sequence": {"id": "B", "type_id": 0}}, last],
                           "special_tokens": {name: {"id": name, "ids": [special.index(name)], "tokens": [name]}
                                              for name in ("<s>", "</s>")}},
        "decoder": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True},
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocab},
    }


KINDS = {"qwen": qwen, "gpt2": gpt2, "bert": bert, "unigram": unigram}
