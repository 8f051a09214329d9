#!/usr/bin/env python3
"""Writes Tests/EmbeddingTests/Resources/entailment: tiny models of natural-language inference with random weights in the
layout of Hugging Face, and what `transformers` and `tokenizers` make of some texts with them, in reference.json.

    pip install torch transformers
    Scripts/make-entailment-reference.py

Between them the models differ in what the encoder reads of a DeBERTa folder: distances in groups or each by itself, both
terms of attention or one, a normalised table or none, half precision, two labels, three, or one as rerankers have. The vocabulary
and the table of characters are made here: words of our own with random scores, and a double-array trie as SentencePiece
stores it.
"""

import base64
import json
import pathlib
import random
import shutil
import struct

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import DebertaV2Config, DebertaV2ForSequenceClassification
from transformers.models.deberta_v2.modeling_deberta_v2 import make_log_bucket_position

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Tests/EmbeddingTests/Resources/entailment"
SPECIAL = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
MARK = "\u2581"
WORDS = ("the harbour council said on monday that repairs to quay wall would cost flood ward seven pumps never ran who "
         "signed approved rejected plan was by Öresund für naïve 港 東京").split()
CHARACTERS = {
    "\t": " ", "\n": " ", "\r": " ", "\u00a0": " ", "\u2028": " ", "\u3000": " ", "\u0001": "", "\u007f": "", "\u200b": "",
    "\ufb01": "fi", "\u2026": "...", "\u00b2": "2", "e\u0301": "é", "n\u0303": "ñ", "\u212b": "Å", "\u304b\u3099": "が",
    "\u1e9b\u0323": "ṩ", "\u2160": "I", "\uff1f": "?", "\U0001d400": "A",
    **{chr(0xFF21 + index): chr(0x41 + index) for index in range(26)},
    **{chr(0xFF41 + index): chr(0x61 + index) for index in range(26)},
}
TEXTS = [
    "", " ", "  \t\n ", "flood", " The  harbour   council said so.", "Who signed for ward seven?", "naïve nai\u0308ve e\u0301te\u0301 ma\u00f1ana man\u0303ana",
    "Öresund für", "東京の港 flooded", "か\u3099が", "😀 👩‍👩‍👧 🇳🇴🇸🇪 👍🏽", "a\u0001b\u007fc\u200bd\u0000e", "\r\nthe\r\n\r\nharbour\rwall\n", "\u00a0quay\u3000wall\u2028",
    "[SEP] [CLS][UNK] [MASK] [PAD] <0x0A>", MARK, MARK + MARK + "wall " + MARK, "ﬁre… x² Å\u0323 \u1e9b\u0323 \u212b\u0323", "ＦＬＯＯＤ ｗａｌｌ？", "\U0001d400\U0001d401",
    "wallwallquayxyzzyqqq~~~\u4e00\u4e01", "e\u0301\u0301\u0301\u0301 o\u0334\u0335\u0336\u0337\u0338", "\u0915\u094d\u0937\u093f \u0e01\u0e33 \uac01\u1100\u1161\u11a8",
    "\ufeffthe\u00ad wall\u2060", "~" * 40, "".join(chr(value) for value in range(0x20, 0x7F)),
    "".join(chr(value) for value in range(1, 0x20)), "flood " * 700 + "wall", "Quay-wall" * 150,
]
LONG = " ".join(WORDS[index * 7 % len(WORDS)] for index in range(60))
PAIRS = [
    ("The council approved the plan.", "The plan was rejected by the council."),
    ("The council approved the plan.", "The plan was approved."), ("", ""), ("", "pumps never ran"), ("flood", ""),
    ("Who signed?", "the harbour council signed on monday"), (LONG[:120], LONG[40:90]), (LONG, "the wall"),
    ("the wall", LONG), (LONG, LONG[5:]), ("Öresund für 東京", "港 " * 9),
]
DISTANCES = [(256, 512), (8, 96), (32, 64), (50, 400)]


def pieces(seed):
    """Words, beginnings of words, and letters; the rarer the longer the score is below zero."""
    draw = random.Random(seed)
    letters = sorted({letter for word in WORDS for letter in word} | {chr(value) for value in range(0x21, 0x7F)} | set("éñÅがṩ"))
    parts = {MARK} | set(letters) | {MARK + letter for letter in letters if letter.isalpha()}
    for word in WORDS:
        for form in (word, MARK + word, MARK + word.capitalize()):
            parts |= {form} | {form[:length] for length in range(2, len(form))}
        parts |= {word[-length:] for length in range(2, len(word))}
    scored = [(part, round(-2 - 9 * draw.random() - 0.3 * len(part), 6)) for part in sorted(parts)]
    return [(name, 0.0) for name in SPECIAL] + [("<0x0A>", 0.0)] + scored


def character_map():
    """The trie of Darts (a unit: label, whether a value follows, and the XOR of its own place with its children's), then
    the replacements."""
    replacements, places = bytearray(), {}
    root = {}
    for key, value in CHARACTERS.items():
        if value not in places:
            places[value] = len(replacements)
            replacements += value.encode() + b"\0"
        node = root
        for byte in key.encode():
            node = node.setdefault(byte, {})
        node[-1] = places[value]
    units, taken = {}, set()

    def place(node, position, label):
        base = next(base for base in range(256, 1 << 20) if base not in taken and (base ^ position) < 1 << 21
                    and all((base ^ max(byte, 0)) not in units for byte in node))
        taken.add(base)
        units[position] = label | (1 << 8 if -1 in node else 0) | (base ^ position) << 10
        for byte in node:
            units[base ^ max(byte, 0)] = 0
        for byte, child in node.items():
            if byte == -1:
                units[base] = 1 << 31 | child
            else:
                place(child, base ^ byte, byte)

    place(root, 0, 0)
    size = (max(units) // 256 + 2) * 256
    # An empty unit has a label that no byte has.
    stored = struct.pack(f"<{size}I", *[units.get(position, 1 << 31) for position in range(size)])
    return struct.pack("<I", len(stored)) + stored + bytes(replacements)


def definition(vocabulary):
    metaspace = {"type": "Metaspace", "replacement": MARK, "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [{"id": index, "content": name, "single_word": False, "lstrip": False, "rstrip": False,
                          "normalized": False, "special": True} for index, name in enumerate(SPECIAL)],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Strip", "strip_left": True, "strip_right": True},
            {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(character_map()).decode()},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [metaspace]},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                       {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
            "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                     {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
                     {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
            "special_tokens": {name: {"id": name, "ids": [SPECIAL.index(name)], "tokens": [name]} for name in ["[CLS]", "[SEP]"]}},
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary, "byte_fallback": False},
    }


def plain(tokenizer):
    """The tokenizer for which the names of special tokens are text: no added tokens, and pieces that nobody writes."""
    tokenizer = json.loads(json.dumps(tokenizer))
    tokenizer["added_tokens"] = []
    specials = len(SPECIAL)
    tokenizer["model"]["vocab"] = [[f"\U0010ffff{index}" if index < specials else piece, score]
                                   for index, (piece, score) in enumerate(tokenizer["model"]["vocab"])]
    for item in tokenizer["post_processor"]["special_tokens"].values():
        item["tokens"] = [f"\U0010ffff{index}" for index in item["ids"]]
    return Tokenizer.from_str(json.dumps(tokenizer))


def randomise(model):
    generator = torch.Generator().manual_seed(20261128)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            spread = 1.5 / parameter.shape[-1] ** 0.5 if "dense" in name or "self" in name else 0.4
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * spread)
            if name.endswith("LayerNorm.weight"):
                parameter.add_(1)
    return model.eval()


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def save(folder, model, keys, half=False, **changes):
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {name: (tensor.half() if half else tensor).contiguous() for name, tensor in model.state_dict().items()
               if "position_ids" not in name}
    save_file(tensors, folder / "model.safetensors")
    config = json.loads(model.config.to_json_string(use_diff=False))
    config = {key: config[key] for key in keys if key in config} | changes
    config["architectures"] = [type(model).__name__]
    write_json(folder / "config.json", config)


COMMON = ["model_type", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
          "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "hidden_act", "id2label"]
RELATIVE = ["relative_attention", "position_buckets", "max_relative_positions", "pos_att_type", "norm_rel_ebd",
            "share_att_key", "position_biased_input", "pooler_hidden_act", "pooler_hidden_size"]


def run(model, tokenizer, limit):
    tokenizer.enable_truncation(limit, strategy="longest_first")
    found = []
    for first, second in PAIRS:
        encoding = tokenizer.encode(first, second)
        inputs = {"input_ids": torch.tensor([encoding.ids]), "token_type_ids": torch.tensor([encoding.type_ids])}
        with torch.no_grad():
            logits = model(**inputs).logits[0].tolist()
        found.append({"premise": first, "hypothesis": second, "ids": encoding.ids, "logits": logits})
    tokenizer.no_truncation()
    return found


def main():
    shutil.rmtree(TARGET, ignore_errors=True)
    vocabulary = pieces(7)
    written = definition(vocabulary)
    tokens = plain(written)
    reference = {"pairs": {}, "texts": [
        {"text": text, "ids": tokens.encode(text, add_special_tokens=False).ids} for text in TEXTS]}

    def deberta(name, limit, half=False, changes={}, **more):
        config = DebertaV2Config(
            vocab_size=len(vocabulary) + 3, num_hidden_layers=2, type_vocab_size=0, relative_attention=True,
            position_biased_input=False, share_att_key=True, layer_norm_eps=1e-7, hidden_act="gelu", **more)
        model = randomise(DebertaV2ForSequenceClassification(config))
        save(TARGET / name, model, COMMON + RELATIVE, half=half, **changes)
        write_json(TARGET / name / "tokenizer.json", written)
        write_json(TARGET / name / "tokenizer_config.json", {"model_max_length": limit})
        reference["pairs"][name] = run(model.half().float() if half else model, tokens, limit)

    deberta("grouped", 90, hidden_size=32, num_attention_heads=4, intermediate_size=64, max_position_embeddings=96,
            position_buckets=16, max_relative_positions=-1, norm_rel_ebd="layer_norm", pos_att_type=["p2c", "c2p"],
            pooler_hidden_size=32, id2label={0: "contradiction", 1: "entailment", 2: "neutral"})
    # Each distance by itself, queries of distances alone, one string for the terms, half precision.
    deberta("single", 64, half=True, changes={"pos_att_type": "p2c"}, hidden_size=24, num_attention_heads=2,
            intermediate_size=40, max_position_embeddings=64, position_buckets=-1, max_relative_positions=20,
            norm_rel_ebd="none", pos_att_type=["p2c"], pooler_hidden_size=24,
            id2label={0: "NOT_CONTRADICTION", 1: "CONTRADICTION"})
    deberta("keys", 48, hidden_size=24, num_attention_heads=3, intermediate_size=40, max_position_embeddings=48,
            position_buckets=24, max_relative_positions=64, norm_rel_ebd="layer_norm", pos_att_type=["c2p"],
            pooler_hidden_size=24, id2label={0: "entailment", 1: "neutral", 2: "contradiction"})
    deberta("reranker", 40, half=True, hidden_size=16, num_attention_heads=2, intermediate_size=24,
            max_position_embeddings=40, position_buckets=8, max_relative_positions=-1, norm_rel_ebd="layer_norm",
            pos_att_type=["p2c", "c2p"], pooler_hidden_size=16, id2label={0: "LABEL_0"})

    reference["rows"] = []
    for buckets, longest in DISTANCES:
        distances = torch.arange(-longest, longest + 1)
        rows = make_log_bucket_position(distances, buckets, longest).long() + buckets
        reference["rows"].append({"span": buckets, "longest": longest, "rows": rows.clamp(0, 2 * buckets - 1).tolist()})
    write_json(TARGET / "reference.json", reference)
    size = sum(path.stat().st_size for path in TARGET.rglob("*") if path.is_file())
    print(f"{TARGET}: {size} bytes")


if __name__ == "__main__":
    main()
