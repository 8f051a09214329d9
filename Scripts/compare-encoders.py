#!/usr/bin/env python3
"""Drives Byline's encoder and others round by round, and prints their medians side by side: see Scripts/compare-encoders."""

import argparse
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

SCRIPTS = pathlib.Path(__file__).resolve().parent
WORDS = ("the harbour council said on monday that repairs to the quay wall would cost more than twice the sum which "
         "engineers had named after last year's flood while residents of ward seven asked why pumps that were "
         "bought with public money never ran and who had signed for them").split()
PEERS = ["onnxruntime", "openvino", "ctranslate2", "torch"]


def workloads(tokenizer):
    """Texts of words, and questions of exactly so many tokens, special ones included."""
    made = random.Random(7)

    def text(count):
        return " ".join(made.choice(WORDS) for _ in range(count)) + "."

    def questions(tokens, count):
        found = []
        while len(found) < count:
            candidate = text(made.randint(max(1, tokens - 8), tokens))
            if len(tokenizer.encode(candidate).ids) + 2 == tokens:
                found.append(candidate)
        return found

    passages = [text(110 + index % 21) for index in range(24)]
    return [
        {"name": "120 words", "job": "passages", "texts": passages},
        {"name": "20 words", "job": "passages", "texts": [text(15 + index % 11) for index in range(64)]},
        {"name": "question of 9 tokens", "job": "questions", "texts": questions(9, 40)},
        {"name": "question of 34 tokens", "job": "questions", "texts": questions(34, 20)},
        {"name": "tokens of 120 words", "job": "tokens", "texts": passages * 8},
        {"name": "tokens of a question", "job": "tokens", "texts": questions(14, 100) * 4},
    ]


def operations(workload, tokenizer):
    """What the model needs without padding: 21.23 million a token, and 9,216 for each token of its sequence."""
    if workload["job"] == "tokens":
        return 0
    lengths = [min(len(tokenizer.encode(text).ids) + 2, 256) for text in workload["texts"]]
    return sum(length * (21.23e6 + 9216 * length) for length in lengths)


class Process:
    """An encoder that does a round for each line it is sent."""

    def __init__(self, name, command, environment):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env={**os.environ, **environment})
        line = self.process.stdout.readline()
        self.ready = json.loads(line) if line else None

    def do(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def start(options, threads, texts):
    benchmark = [os.environ["BYLINE_ENCODER_BENCHMARK"], "--serve", "--threads", str(threads), "--texts", texts]
    found = [Process("byline", benchmark, {})]
    # What a machine without AVX-512 would run, as far as this one can show it.
    if "avx512" in found[0].ready["version"]:
        found.append(Process("byline-avx2", benchmark, {"BYLINE_KERNELS": "avx2"}))
    for peer in options.peer:
        command = [sys.executable, "-W", "ignore", str(SCRIPTS / "encoder-peers.py"), "--peer", peer, "--threads",
                   str(threads), "--texts", texts, str(options.model), str(options.converted)]
        process = Process(peer, command, {})
        if process.ready is None:
            print(f"{peer}: could not be started; left out", file=sys.stderr)
        else:
            found.append(process)
    return found


def measure(processes, names, rounds):
    """Times of each process for each workload, and what sgemm and multiply-adds reached meanwhile."""
    times = {process.name: {name: [] for name in names} for process in processes}
    limits = []
    for turn in range(-1, rounds):
        for name in names:
            for index in range(len(processes)):
                process = processes[(index + turn) % len(processes)]
                result = process.do(name)
                if turn >= 0:  # the first round warms up
                    times[process.name][name].append(result)
        limits.append(processes[0].do("limits"))
    return times, limits


def cosine(a, b):
    return sum(x * y for x, y in zip(a, b))


def report(processes, times, limits, loads, flops, clock):
    sgemm = statistics.median(limit["sgemmGigaflops"] for limit in limits)
    fma = statistics.median(limit["fmaGigaflops"] for limit in limits)
    peers = [process.name for process in processes if not process.name.startswith("byline")]
    lines = [f"sgemm {sgemm:.0f} GFLOP/s, multiply-adds {fma:.0f} GFLOP/s on one thread", ""]
    columns = [process.name for process in processes]
    lines.append("| " + " | ".join(["", *columns, "byline ÷ best peer", "of sgemm"]) + " |")
    lines.append("|" + "---|" * (len(columns) + 3))
    for load in loads:
        name, count = load["name"], len(load["texts"])
        seconds = {column: statistics.median(result[clock] for result in times[column][name]) for column in columns}
        cells = []
        for column in columns:
            if load["job"] == "questions":
                cells.append(f"{seconds[column] / count * 1e3:.2f} ms")
            elif name == "tokens of a question":
                cells.append(f"{seconds[column] / count * 1e6:.1f} µs")
            else:
                rate = count / seconds[column]
                flop = f" ({flops[name] / seconds[column] / 1e9:.1f})" if flops[name] else ""
                cells.append(f"{rate:.0f}/s{flop}" if rate >= 100 else f"{rate:.1f}/s{flop}")
        best = min((seconds[peer] for peer in peers), default=float("nan"))
        cells.append(f"{best / seconds['byline']:.2f} ×")
        share = flops[name] / seconds["byline"] / 1e9 / sgemm
        cells.append(f"{share:.2f}" if flops[name] and clock == "cpu" else "")
        lines.append("| " + " | ".join([name, *cells]) + " |")
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--quick", action="store_true", help="a quarter of the texts")
    parser.add_argument("--peer", nargs="*", choices=PEERS, default=PEERS)
    parser.add_argument("--threads", nargs="*", type=int, default=[1, 2])
    parser.add_argument("--out", type=pathlib.Path, help="write the table there too")
    parser.add_argument("--model", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--converted", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()

    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    pieces = (options.model / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1]
    tokenizer = Tokenizer(models.WordPiece({piece: index for index, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    loads = workloads(tokenizer)
    if options.quick:
        loads = [{**load, "texts": load["texts"][:max(5, len(load["texts"]) // 4)]} for load in loads]
    flops = {load["name"]: operations(load, tokenizer) for load in loads}
    lines = []
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(loads, file)
        file.flush()
        for threads in options.threads:
            processes = start(options, threads, file.name)
            used = loads if threads == 1 else [load for load in loads if load["job"] != "tokens"]
            times, limits = measure(processes, [load["name"] for load in used], options.rounds)
            if not lines:
                lines += [", ".join(f"{process.name}: {process.ready['version']}" for process in processes)]
                ours = processes[0].ready
                lines += [f"opened in {ours['opening']['cpu'] * 1e3:.0f} ms of processor time, "
                          f"{ours['opening']['wall'] * 1e3:.0f} ms"]
                vectors = [process for process in processes if "vector" in process.ready]
                lines += ["cosine to byline: " + ", ".join(
                    f"{process.name} {cosine(process.ready['vector'], ours['vector']):.7f}"
                    for process in vectors if process is not processes[0])]
            clock = "cpu" if threads == 1 else "wall"
            lines += ["", f"{threads} thread{'s' if threads > 1 else ''}, median of {options.rounds} rounds by "
                      f"{'processor time' if clock == 'cpu' else 'the clock'}; useful GFLOP/s in brackets"]
            lines += report(processes, times, limits, used, flops, clock)
            for process in processes:
                process.close()
    print("\n".join(lines))
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
