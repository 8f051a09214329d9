#!/usr/bin/env python3
"""One other encoder with all-MiniLM-L6-v2, driven over its standard input by Scripts/compare-encoders.

    encoder-peers.py --prepare FOLDER MODELS          converts the model; says what could not be converted
    encoder-peers.py --peer NAME --threads N --texts FILE FOLDER MODELS

It prints a line of JSON when it is ready; then, for each line with the name of a workload, it does a round of it and
prints the processor and wall seconds that it took. All peers tokenize with `tokenizers`, sort texts by length, pad each
batch to its longest, and pool and normalise; the size of a batch is the fastest of a few, chosen in a round before.
"""

import argparse
import json
import os
import pathlib
import sys
import time

LIMIT = 256
SIZES = {"passages": [1, 4, 16], "questions": [1]}


def now():
    return time.process_time(), time.perf_counter()


# Conversion


def bert(folder):
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    config = BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536)
    model = BertModel(config, add_pooling_layer=False).eval()
    missing, _ = model.load_state_dict(load_file(folder / "model.safetensors"), strict=False)
    assert not [name for name in missing if "position_ids" not in name], missing
    return model


def export_onnx(folder, target):
    import torch

    class States(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.bert = bert(folder)
            self.bert.set_attn_implementation("eager")

        def forward(self, input_ids, attention_mask):
            return self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    ids = torch.ones(2, 8, dtype=torch.int64)
    axes = {name: {0: "batch", 1: "length"} for name in ("input_ids", "attention_mask", "states")}
    torch.onnx.export(States(), (ids, ids), str(target), input_names=["input_ids", "attention_mask"],
                      output_names=["states"], dynamic_axes=axes, opset_version=17, dynamo=False)


def optimise_onnx(source, target):
    from onnxruntime.transformers import optimizer

    fused = optimizer.optimize_model(str(source), model_type="bert", num_heads=12, hidden_size=384)
    fused.save_model_to_file(str(target))
    return {name: count for name, count in fused.get_fused_operator_statistics().items() if count}


def convert_ctranslate2(folder, models):
    import ctranslate2
    from transformers import BertConfig, BertTokenizerFast

    # The converter asks for it, and newer versions of transformers no longer have it.
    if not hasattr(BertConfig, "position_embedding_type"):
        BertConfig.position_embedding_type = "absolute"
    bert(folder).save_pretrained(models / "transformers")
    BertTokenizerFast(vocab=str(folder / "vocab.txt"), do_lower_case=True).save_pretrained(models / "transformers")
    ctranslate2.converters.TransformersConverter(str(models / "transformers")).convert(
        str(models / "ctranslate2"), force=True)


def prepare(folder, models):
    models.mkdir(parents=True, exist_ok=True)
    steps = [
        ("model.onnx", lambda: export_onnx(folder, models / "model.onnx")),
        ("fused.onnx", lambda: print("ONNX fused:", optimise_onnx(models / "model.onnx", models / "fused.onnx"))),
        ("ctranslate2/model.bin", lambda: convert_ctranslate2(folder, models)),
    ]
    for name, step in steps:
        if (models / name).exists():
            continue
        try:
            step()
        except Exception as error:  # the others can still be compared
            print(f"{name} could not be made: {type(error).__name__}: {error}", file=sys.stderr)


# Peers: each makes a function from padded ids and mask to token states


def onnxruntime(models, threads, folder):
    import onnxruntime as runtime

    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    name = "fused.onnx" if (models / "fused.onnx").exists() else "model.onnx"
    session = runtime.InferenceSession(str(models / name), options, providers=["CPUExecutionProvider"])
    return f"ONNX Runtime {runtime.__version__} ({name})", lambda ids, mask: session.run(
        ["states"], {"input_ids": ids, "attention_mask": mask})[0]


def openvino(models, threads, folder):
    import openvino as ov

    core = ov.Core()
    compiled = core.compile_model(core.read_model(str(models / "model.onnx")), "CPU", {
        "INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1, "INFERENCE_PRECISION_HINT": "f32",
        "ENABLE_CPU_PINNING": False})
    request = compiled.create_infer_request()
    return f"OpenVINO {ov.__version__.split('-')[0]}", lambda ids, mask: request.infer(
        {"input_ids": ids, "attention_mask": mask})[0]


def ctranslate2(models, threads, folder):
    import ctranslate2 as library
    import numpy as np

    encoder = library.Encoder(str(models / "ctranslate2"), device="cpu", intra_threads=threads, compute_type="float32")

    def run(ids, mask):
        rows = [row[:count].tolist() for row, count in zip(ids, mask.sum(1))]
        return np.asarray(encoder.forward_batch(rows).last_hidden_state)

    return f"CTranslate2 {library.__version__}", run


def torch(models, threads, folder):
    import torch as library

    library.set_num_threads(threads)
    model = bert(folder)

    def run(ids, mask):
        with library.inference_mode():
            ids, mask = library.from_numpy(ids), library.from_numpy(mask)
            # Without padding there is nothing to mask, and attention takes its fast way.
            return model(input_ids=ids, attention_mask=None if mask.all() else mask).last_hidden_state.numpy()

    return f"torch {library.__version__}", run


PEERS = {"onnxruntime": onnxruntime, "openvino": openvino, "ctranslate2": ctranslate2, "torch": torch}


class Encoder:
    def __init__(self, folder, run):
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

        lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
        made = Tokenizer(models.WordPiece({line: index for index, line in enumerate(lines)}, unk_token="[UNK]"))
        made.normalizer = normalizers.BertNormalizer(lowercase=True)
        made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        made.post_processor = processors.BertProcessing(("[SEP]", 102), ("[CLS]", 101))
        made.enable_truncation(LIMIT)
        self.tokenizer, self.run = made, run

    def vectors(self, texts, size):
        import numpy as np

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
            states = self.run(tokens, mask)
            pooled = (states * mask[:, :, None]).sum(1) / mask.sum(1)[:, None]
            vectors[part] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return vectors

    def round(self, workload, size):
        if workload["job"] == "tokens":
            for text in workload["texts"]:
                self.tokenizer.encode(text)
        elif workload["job"] == "questions":
            for text in workload["texts"]:
                self.vectors([text], 1)
        else:
            self.vectors(workload["texts"], size)


def serve(name, threads, texts, models, folder):
    workloads = {workload["name"]: workload for workload in json.loads(texts.read_text())}
    version, run = PEERS[name](models, threads, folder)
    encoder = Encoder(folder, run)
    sample = next(workload["texts"][0] for workload in workloads.values() if workload["job"] == "passages")
    vector = encoder.vectors([sample], 1)[0].tolist()
    print(json.dumps({"peer": name, "version": version, "vector": vector}), flush=True)
    sizes = {}
    for line in sys.stdin:
        workload = workloads[line.strip()]
        if line not in sizes:
            found = {}
            for size in SIZES.get(workload["job"], [1]):
                encoder.round(workload, size)
                start = now()
                encoder.round(workload, size)
                found[size] = now()[1] - start[1] if threads > 1 else now()[0] - start[0]
            sizes[line] = min(found, key=found.get)
        start = now()
        encoder.round(workload, sizes[line])
        end = now()
        print(json.dumps({"cpu": end[0] - start[0], "wall": end[1] - start[1], "batch": sizes[line]}), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", choices=list(PEERS))
    parser.add_argument("--prepare", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--texts", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("models", type=pathlib.Path)
    options = parser.parse_args()
    if options.prepare:
        return prepare(options.folder, options.models)
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = str(options.threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    serve(options.peer, options.threads, options.texts, options.models, options.folder)


if __name__ == "__main__":
    main()
