#!/usr/bin/env python3
"""Writes WordPieceFoldingTable.swift and WordPieceCasedTable.swift in Sources/Corpus/Tokenization.

The tables say what the normaliser and pre-tokenizer of `BertTokenizerFast` make of every Unicode scalar, for models that
know no case and for those that do. They are read off the PyPI package `tokenizers` itself, scalar by scalar, because that package mixes several versions of Unicode (one for
categories, one for decomposition, one for lower case): no single version, and no toolchain's tables, give its ids.

    pip install tokenizers
    python3 Scripts/make-wordpiece-folding.py
"""

import pathlib
import unicodedata

import tokenizers
from tokenizers import normalizers, pre_tokenizers

FOLDER = pathlib.Path(__file__).parent.parent / "Sources/Corpus/Tokenization"
HANGUL = range(0xAC00, 0xD7A4)
normalise = normalizers.BertNormalizer(
    clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True).normalize_str
clean = normalizers.BertNormalizer(
    clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=False).normalize_str
split = pre_tokenizers.BertPreTokenizer().pre_tokenize_str
decompose = normalizers.NFD().normalize_str


def scalars():
    return (value for value in range(0x110000) if not 0xD800 <= value < 0xE000)


def is_punctuation(character):
    return len(split("a" + character + "a")) == 3


def is_starter(character):
    """Whether canonical ordering leaves it where it is: combining classes never change once given."""
    return unicodedata.combining(character) == 0


def classify():
    """Yields (scalar, kind, text): what the scalar does, and the text that stands for it where it is another one."""
    for value in scalars():
        character = chr(value)
        folded = normalise(character)
        if value in HANGUL:
            assert folded == decompose(character)
        elif folded == "":
            mark = unicodedata.category(character) == "Mn"
            yield value, "barriers" if mark and is_starter(character) else "dropped", None
        elif folded == " ":
            yield value, "spaces", None
        elif folded[0] == " ":
            assert len(folded) == 3
            yield value, "ideographs", None
            if folded[1] != character:
                yield value, "mapped", folded[1]
        elif len(folded) > 1:
            assert not any(map(is_punctuation, folded))
            yield value, "sequences", folded
        else:
            if is_punctuation(folded):
                yield value, "punctuation", None
            if folded != character:
                yield value, "mapped", folded
            elif not is_starter(character) and decompose(character) == character:
                yield value, "combining", unicodedata.combining(character)


def classify_cased():
    """Yields (scalar, kind) where case and accents are kept: a scalar stands for itself, vanishes or stands alone."""
    for value in scalars():
        character = chr(value)
        cleaned = clean(character)
        if cleaned == "":
            yield value, "dropped"
        elif cleaned == " ":
            yield value, "spaces"
        elif cleaned == f" {character} ":
            yield value, "ideographs"
        else:
            assert cleaned == character
            if is_punctuation(character):
                yield value, "punctuation"


def runs(values):
    found = []
    for value in values:
        if found and found[-1][1] == value - 1:
            found[-1][1] = value
        else:
            found.append([value, value])
    return found


def ranges(values):
    return [f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in runs(values)]


def mapped(pairs):
    """Consecutive scalars share one entry: first scalar, then the target of each."""
    return [f"{first:x}:" + ",".join(f"{ord(pairs[value]):x}" for value in range(first, last + 1))
            for first, last in runs(pairs)]


def wrapped(words, width=110):
    """Lines of a Swift string literal; a long word continues on the next line after a backslash."""
    text, lines = " ".join(words), []
    while len(text) > width:
        cut = max(text.rfind(" ", 0, width), text.rfind(",", 0, width)) + 1
        lines.append(text[:cut] + "\\")
        text = text[cut:]
    return "\n".join("        " + line for line in lines + [text])


def write(name, document, tables):
    """`tables`: name, document and words of each."""
    out = [f"""\
/// {document}
///
/// Written by `Scripts/make-wordpiece-folding.py` from `tokenizers` {tokenizers.__version__}; not edited by hand. Numbers are
/// hexadecimal. Hangul syllables are left out: their decomposition is arithmetic.
enum {name} {{"""]
    for table, about, words in tables:
        out.append(f'    /// {about}\n    static let {table}: StaticString = """\n{wrapped(words)}\n        """\n')
    out[-1] = out[-1].rstrip("\n")
    (FOLDER / f"{name}.swift").write_text("\n".join(out) + "\n}\n")


def write_uncased():
    kinds = {}
    for value, kind, text in classify():
        kinds.setdefault(kind, {})[value] = text
    documents = {
        "dropped": "Removed: control, format, private use, U+FFFD, and non-spacing marks with a combining class.",
        "barriers": "Removed after canonical ordering, which does not move a mark across them.",
        "spaces": "White space.",
        "punctuation": "Each is a word of its own.",
        "ideographs": "CJK ideographs: each is a word of its own.",
        "combining": "Kept marks that canonical ordering moves: `ranges:class`.",
        "mapped": "Scalars for which one other stands, after lower-casing and loss of the accent.",
        "sequences": "Scalars for which several others stand: `scalar:scalars`.",
    }
    classes = {}
    for value, combining in kinds["combining"].items():
        classes.setdefault(combining, []).append(value)
    entries = {
        "combining": [f"{r}:{c:x}" for c, values in sorted(classes.items()) for r in ranges(values)],
        "mapped": mapped(kinds["mapped"]),
        "sequences": [f"{v:x}:" + ",".join(f"{ord(c):x}" for c in t) for v, t in kinds["sequences"].items()],
    }
    write("WordPieceFoldingTable",
          "What the normaliser of BERT's uncased tokenizer makes of each scalar, as text that ``WordPieceFolding`` parses.",
          [(name, about, entries.get(name) or ranges(kinds[name])) for name, about in documents.items()])


def write_cased():
    kinds = {}
    for value, kind in classify_cased():
        kinds.setdefault(kind, []).append(value)
    documents = {
        "dropped": "Removed: control, format, private use and U+FFFD.",
        "spaces": "White space.",
        "punctuation": "Each is a word of its own.",
        "ideographs": "CJK ideographs: each is a word of its own.",
    }
    write("WordPieceCasedTable",
          "What BERT's tokenizer makes of each scalar where case and accents are kept, as text that ``WordPieceFolding`` parses.",
          [(name, about, ranges(kinds[name])) for name, about in documents.items()])


write_uncased()
write_cased()
