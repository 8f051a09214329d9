#!/usr/bin/env python3
"""Writes Tests/EmbeddingTests/Resources/models: tiny models with random weights in the layout of Hugging Face, and what
`transformers` makes of some texts with them, in reference.json.

    pip install torch transformers
    Scripts/make-encoder-reference.py

Between them the models differ in all that the encoder reads from such folders: first token or mean, small letters or
not, prefixes, names of tensors, width of a head, half precision, vocab.txt or tokenizer.json, one text or two. Weights
are drawn from a seed and large enough that every part of a layer shows in the result.
"""

import json
import pathlib
import shutil

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, BertModel

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Tests/EmbeddingTests/Resources/models"
LETTERS = [chr(value) for value in range(0x21, 0x7F)]
WORDS = ("the harbour council said on Monday that repairs Quay wall would cost flood ward seven pumps never ran Who signed "
         "Öresund für naïve ing ed ly s er tion").split()
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + sorted(
    set(LETTERS + ["##" + letter for letter in LETTERS if letter.isalnum()] + WORDS + [word.lower() for word in WORDS]
        + ["oresund", "fur", "naive", "##ing", "##ed", "##s", "##tion", "ö", "##ö", "é"]))
SHORT = ["", "flood", "Who signed?", "The Harbour Council said so on Monday.", "Öresund, für naïve pumps!", "東京の港 flooded"]
LONG = " ".join(WORDS[index % len(WORDS)] for index in range(0, 400, 3))
TEXTS = SHORT + [LONG[:100], LONG[:333], LONG]
QUESTION = "Who signed for the pumps of ward seven?"
PASSAGES = ["", "Flood.", "The Council signed for pumps that never ran.", LONG[:200], LONG]
LONG_QUESTION = LONG[:280]

SHAPES = {
    # name: hidden, layers, heads, wide, positions
    "cls-uncased": (32, 2, 4, 64, 64),
    "mean-cased": (48, 2, 1, 48, 96),
    "mean-half": (24, 2, 2, 64, 64),
    "cross-encoder": (40, 2, 2, 56, 96),
}


def tokenizer(lowercase, limit):
    made = Tokenizer(models.WordPiece({piece: index for index, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    made.enable_truncation(limit, strategy="longest_first")
    return made


def configuration(name, **more):
    hidden, layers, heads, wide, positions = SHAPES[name]
    return BertConfig(vocab_size=len(PIECES), hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
                      intermediate_size=wide, max_position_embeddings=positions, attn_implementation="eager",
                      layer_norm_eps=1e-12, **more)


def randomise(model):
    generator = torch.Generator().manual_seed(20261127)
    with torch.no_grad():
        for name, parameter in sorted(model.named_parameters()):
            spread = 1.5 / parameter.shape[-1] ** 0.5 if "dense" in name or "self" in name else 0.4
            parameter.copy_(torch.randn(parameter.shape, generator=generator) * spread)
            if name.endswith("LayerNorm.weight"):
                parameter.add_(1)
    return model.eval()


def write_json(folder, name, value):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def save(folder, model, prefix="", half=False, old_names=False):
    tensors = {}
    for name, tensor in model.state_dict().items():
        if "position_ids" in name:
            continue
        if old_names:
            name = name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")
        tensors[prefix + name] = (tensor.half() if half else tensor).contiguous()
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "model.safetensors")
    config = json.loads(model.config.to_json_string(use_diff=False))
    keys = ["model_type", "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size",
            "max_position_embeddings", "type_vocab_size", "layer_norm_eps", "hidden_act", "id2label"]
    config = {key: config[key] for key in keys if key in config}
    config["architectures"] = [type(model).__name__]
    if "Classification" not in type(model).__name__:
        del config["id2label"]
    write_json(folder, "config.json", config)


def write_vocabulary(folder):
    (folder / "vocab.txt").write_text("".join(piece + "\n" for piece in PIECES), encoding="utf-8")


def write_sentence_files(folder, pooling, hidden, limit):
    kinds = ["Transformer", "Pooling", "Normalize"]
    write_json(folder, "modules.json", [
        {"idx": index, "name": str(index), "path": "" if index == 0 else f"{index}_{kind}",
         "type": f"sentence_transformers.models.{kind}"} for index, kind in enumerate(kinds)])
    write_json(folder, "1_Pooling/config.json", {
        "word_embedding_dimension": hidden, "pooling_mode_cls_token": pooling == "cls",
        "pooling_mode_mean_tokens": pooling == "mean", "pooling_mode_max_tokens": False})
    write_json(folder, "sentence_bert_config.json", {"max_seq_length": limit, "do_lower_case": False})


def embeddings(model, tokens, pooling, prefix=""):
    found = []
    for text in TEXTS:
        ids = torch.tensor([tokens.encode(prefix + text).ids])
        with torch.no_grad():
            states = model(input_ids=ids).last_hidden_state[0]
        vector = states[0] if pooling == "cls" else states.mean(0)
        vector = torch.nn.functional.normalize(vector, dim=0)
        found.append({"text": text, "ids": ids[0].tolist(), "vector": [round(value, 7) for value in vector.tolist()]})
    return found


def main():
    shutil.rmtree(TARGET, ignore_errors=True)
    reference = {}

    name, limit = "cls-uncased", 40
    model = randomise(BertModel(configuration(name), add_pooling_layer=False))
    save(TARGET / name, model)
    write_vocabulary(TARGET / name)
    write_json(TARGET / name, "tokenizer_config.json", {"do_lower_case": True, "model_max_length": 64})
    write_sentence_files(TARGET / name, "cls", 32, limit)
    reference[name] = {"passages": embeddings(model, tokenizer(True, limit), "cls")}

    # Case by tokenizer.json alone, no pooling stated, prefixes, tensors with 'bert.' and the oldest names of norms.
    name = "mean-cased"
    model = randomise(BertModel(configuration(name), add_pooling_layer=False))
    save(TARGET / name, model, prefix="bert.", old_names=True)
    tokens = tokenizer(False, 96)
    definition = json.loads(tokens.to_str())
    definition["truncation"] = None
    write_json(TARGET / name, "tokenizer.json", definition)
    write_json(TARGET / name, "tokenizer_config.json", {"model_max_length": 1e30})
    write_json(TARGET / name, "config_sentence_transformers.json",
               {"prompts": {"query": "Who: ", "passage": "said: "}, "default_prompt_name": None})
    reference[name] = {"passages": embeddings(model, tokens, "mean", "said: "),
                       "queries": embeddings(model, tokens, "mean", "Who: ")}

    name, limit = "mean-half", 64
    model = randomise(BertModel(configuration(name), add_pooling_layer=False))
    save(TARGET / name, model, half=True)
    write_vocabulary(TARGET / name)
    write_sentence_files(TARGET / name, "mean", 24, limit)
    reference[name] = {"passages": embeddings(model.half().float(), tokenizer(True, limit), "mean")}

    name, limit = "cross-encoder", 72
    model = randomise(BertForSequenceClassification(configuration(name, num_labels=1)))
    save(TARGET / name, model)
    write_vocabulary(TARGET / name)
    write_json(TARGET / name, "tokenizer_config.json", {"do_lower_case": True, "model_max_length": limit})
    tokens = tokenizer(True, limit)
    pairs = []
    for question in [QUESTION, LONG_QUESTION, ""]:
        for passage in PASSAGES:
            encoding = tokens.encode(question, passage)
            with torch.no_grad():
                score = model(input_ids=torch.tensor([encoding.ids]),
                              token_type_ids=torch.tensor([encoding.type_ids])).logits
            pairs.append({"question": question, "passage": passage, "ids": encoding.ids, "types": encoding.type_ids,
                          "score": float(score[0, 0])})
    reference[name] = {"pairs": pairs}
    write_json(TARGET, "reference.json", reference)
    size = sum(path.stat().st_size for path in TARGET.rglob("*") if path.is_file())
    print(f"{TARGET}: {size} bytes")


if __name__ == "__main__":
    main()
