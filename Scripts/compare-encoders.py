#!/usr/bin/env python3
"""Byline's encoder beside ONNX Runtime: see Scripts/compare-encoders."""

import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402  (after the thread count)
import onnxruntime  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAXIMUM = 256


def model_folder():
    if os.environ.get("BYLINE_MODEL_DIR"):
        return pathlib.Path(os.environ["BYLINE_MODEL_DIR"])
    cache = os.environ.get("BYLINE_CACHE")
    if not cache:
        cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "byline"
    return pathlib.Path(cache) / "models/all-MiniLM-L6-v2"


def export(folder, target):
    """Token ids and mask → mean-pooled vectors of length 1, as ONNX."""
    import torch
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    class Sentence(torch.nn.Module):
        def __init__(self):
            super().__init__()
            config = BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536,
                                attn_implementation="eager")
            self.bert = BertModel(config, add_pooling_layer=False).eval()
            self.bert.load_state_dict(load_file(folder / "model.safetensors"), strict=False)

        def forward(self, input_ids, attention_mask):
            states = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            return torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1))

    ids = torch.ones(2, 8, dtype=torch.int64)
    axes = {"input_ids": {0: "batch", 1: "length"}, "attention_mask": {0: "batch", 1: "length"}}
    torch.onnx.export(Sentence(), (ids, ids), target, input_names=["input_ids", "attention_mask"],
                      output_names=["vector"], dynamic_axes=axes, opset_version=17, dynamo=False)
    try:
        from onnxruntime.transformers import optimizer

        fused = optimizer.optimize_model(str(target), model_type="bert", num_heads=12, hidden_size=384)
        fused.save_model_to_file(str(target))
        return "optimised for BERT: " + str({k: v for k, v in fused.get_fused_operator_statistics().items() if v})
    except Exception as error:  # the tools want the onnx package; the session still optimises by itself
        return f"not optimised ({error})"


class Runtime:
    def __init__(self, folder):
        from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

        vocabulary = {line: index for index, line in enumerate((folder / "vocab.txt").read_text().split("\n")[:-1])}
        self.tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
        self.tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self.tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self.tokenizer.post_processor = processors.BertProcessing(("[SEP]", 102), ("[CLS]", 101))
        self.tokenizer.enable_truncation(MAXIMUM)
        with tempfile.TemporaryDirectory() as temporary:
            path = pathlib.Path(temporary) / "model.onnx"
            self.note = export(folder, path)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def encode(self, texts, size):
        """Batches of texts of like length, padded to the longest, answers in input order."""
        ids = [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda index: -len(ids[index]))
        vectors = np.zeros((len(ids), 384), np.float32)
        for start in range(0, len(order), size):
            part = order[start:start + size]
            width = max(len(ids[index]) for index in part)
            tokens = np.zeros((len(part), width), np.int64)
            mask = np.zeros((len(part), width), np.int64)
            for row, index in enumerate(part):
                tokens[row, :len(ids[index])] = ids[index]
                mask[row, :len(ids[index])] = 1
            vectors[part] = self.session.run(["vector"], {"input_ids": tokens, "attention_mask": mask})[0]
        return vectors

    def measure(self, texts, seconds, sizes):
        lengths = np.array([len(encoding.ids) for encoding in self.tokenizer.encode_batch(texts)], float)
        flop = (lengths * (21.23e6 + 9216 * lengths)).sum()
        best, chosen = float("inf"), None
        for size in sizes:
            start = time.perf_counter()
            rounds = 0
            while rounds < 2 or time.perf_counter() - start < seconds / len(sizes):
                begin = time.process_time()
                self.encode(texts, size)
                elapsed = time.process_time() - begin
                if elapsed < best:
                    best, chosen = elapsed, size
                rounds += 1
        return {"textsPerSecond": len(texts) / best, "gigaflops": flop / best / 1e9, "batch": chosen}


def workloads():
    words = ("the harbour council said on monday that repairs to the quay wall would cost more than twice the sum which "
             "engineers had named after last year's flood while residents of ward seven asked why pumps that were "
             "bought with public money never ran and who had signed for them").split()
    random = np.random.default_rng(7)

    def text(count):
        return " ".join(words[index] for index in random.integers(len(words), size=count)) + "."

    return [
        {"name": "120 words", "texts": [text(110 + index % 21) for index in range(64)]},
        {"name": "20 words", "texts": [text(15 + index % 11) for index in range(128)]},
        {"name": "question", "texts": [text(8 + index % 7) for index in range(32)]},
    ]


def byline(workload, seconds):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([workload], file)
        file.flush()
        command = [ROOT / ".build-benchmarks/release/encoder-benchmark", "--seconds", str(seconds), "--texts", file.name]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    seconds = parser.parse_args().seconds
    build = ["swift", "build", "-c", "release", "--package-path", ROOT / "Tests/Benchmarks",
             "--scratch-path", ROOT / ".build-benchmarks", "--product", "encoder-benchmark"]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    runtime = Runtime(model_folder())
    print(f"ONNX Runtime {onnxruntime.__version__}, {runtime.note}")
    print(f"{'workload':12} {'byline':>18} {'ONNX Runtime':>18} {'ratio':>6}   sgemm")
    for workload in workloads():
        # In turns, so that a busy machine is unfair to neither.
        sizes = [1] if workload["name"] == "question" else [1, 4, 16]
        ours, theirs = [], []
        for _ in range(2):
            ours.append(byline(workload, seconds / 2))
            theirs.append(runtime.measure(workload["texts"], seconds / 2, sizes))
        mine = max(ours, key=lambda run: run["gigaflops"])
        other = max(theirs, key=lambda run: run["gigaflops"])
        print(f"{workload['name']:12} {mine['textsPerSecond']:7.1f}/s {mine['gigaflops']:5.1f} GF "
              f"{other['textsPerSecond']:7.1f}/s {other['gigaflops']:5.1f} GF "
              f"{mine['textsPerSecond'] / other['textsPerSecond']:6.2f}   {mine['sgemmGigaflops']:.0f} GFLOP/s"
              f" (ONNX batch {other['batch']})")


if __name__ == "__main__":
    main()
