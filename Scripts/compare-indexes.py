#!/usr/bin/env python3
"""Byline's vector indexes beside others: see Scripts/compare-indexes."""

import argparse
import json
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import faiss  # noqa: E402  (after the thread count)
import numpy as np  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
import recall_plot  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / ".build-benchmarks/release/vector-benchmark"
D, K = 384, 10
IP = faiss.METRIC_INNER_PRODUCT


def real_vectors(data):
    connection = sqlite3.connect(f"file:{data}/byline.sqlite?mode=ro", uri=True)
    rows = connection.execute("SELECT components FROM vector ORDER BY id")
    vectors = [np.frombuffer(row[0], np.float32) for row in rows]
    return np.array([vector for vector in vectors if vector.size == D])


def tiled(vectors, count, noise):
    """Every vector once, then copies of all with Gaussian noise of `noise` times their length, made of length 1 again."""
    random = np.random.default_rng(1)
    out = np.empty((count, D), np.float32)
    for start in range(0, count, len(vectors)):
        part = vectors[:min(len(vectors), count - start)]
        if start:
            part = part + random.standard_normal(part.shape, dtype=np.float32) * np.float32(noise / D**0.5)
            part /= np.linalg.norm(part, axis=1, keepdims=True)
        out[start:start + len(part)] = part
    return out


def question_vectors(path, count):
    texts = []
    for line in open(path):
        record = json.loads(line)
        text = record.get("query") or record.get("question")
        if text:
            texts.append(" ".join(text.split()))
    texts = [texts[index] for index in np.random.default_rng(2).permutation(len(texts))[:count]]
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "questions"), pathlib.Path(folder, "vectors")
        source.write_text("\n".join(texts))
        subprocess.run([BINARY, "encode", source, target], check=True)
        return np.fromfile(target, np.float32).reshape(-1, D)


class Byline:
    """The benchmark program, asked for one job at a time."""

    def __init__(self, rows, questions):
        self.folder = tempfile.TemporaryDirectory()
        files = [pathlib.Path(self.folder.name, name) for name in ("rows", "questions")]
        for file, values in zip(files, (rows, questions)):
            values.tofile(file)
        self.process = subprocess.Popen([BINARY, *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.note = json.loads(self.process.stdout.readline())["note"]

    def run(self, job):
        self.process.stdin.write(job + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.write("quit\n")
        self.process.stdin.close()
        self.process.wait()


class Peer:
    """One index of another library: `search` takes one question or several and gives the numbers of rows."""

    def __init__(self, search, seconds=0.0):
        self.search, self.seconds = search, seconds

    def run(self, questions):
        times, found = [], []
        for question in questions:
            start = time.thread_time()
            rows = self.search(question[None])
            times.append((time.thread_time() - start) * 1e3)
            found.append([int(row) for row in rows[0]])
        return times, found

    def rate(self, questions):
        """Questions a second, all of them together."""
        start = time.thread_time()
        self.search(questions)
        return len(questions) / (time.thread_time() - start)


def faiss_peers(rows, factory, settings):
    """One index, searched in several ways: by name, how many lists are probed, and so many times as many candidates compared exactly."""
    start = time.thread_time()
    index = faiss.index_factory(D, factory, IP)
    index.train(rows[:: max(1, len(rows) // 131072)])
    index.add(rows)
    seconds = time.thread_time() - start

    def peer(probes, factor):
        refined = index
        if factor:
            refined = faiss.IndexRefineFlat(index, faiss.swig_ptr(rows))
            refined.k_factor = factor

        def search(question):
            if probes:
                faiss.extract_index_ivf(index).nprobe = probes
            return refined.search(question, K)[1]

        return Peer(search, seconds)

    def name(probes, factor):
        return f"faiss {factory}" + (f", {probes} probes" if probes else "") + (f" + refine {factor}" if factor else "")

    return {name(*setting): peer(*setting) for setting in settings}


def hnswlib_peer(rows, breadth):
    import hnswlib

    start = time.thread_time()
    index = hnswlib.Index(space="ip", dim=D)
    index.init_index(max_elements=len(rows), ef_construction=200, M=16, random_seed=1)
    index.add_items(rows, num_threads=1)
    index.set_ef(breadth)
    return Peer(lambda question: index.knn_query(question, k=K, num_threads=1)[0], time.thread_time() - start)


def usearch_peer(rows):
    from usearch.index import MetricKind, search

    return Peer(lambda question: [search(rows, question[0], K, MetricKind.IP, exact=True, threads=1).keys])


def sqlite_peer(rows):
    import pysqlite3  # Python's own module may have been built without extensions
    import sqlite_vec

    connection = pysqlite3.connect(":memory:")
    connection.enable_load_extension(True)
    sqlite_vec.load(connection)
    connection.execute(f"CREATE VIRTUAL TABLE rows USING vec0(vector float[{D}] distance_metric=cosine)")
    connection.executemany("INSERT INTO rows(rowid, vector) VALUES (?, ?)",
                           ((number, row.tobytes()) for number, row in enumerate(rows)))
    query = "SELECT rowid FROM rows WHERE vector MATCH ? AND k = ? ORDER BY distance"
    return Peer(lambda question: [[row[0] for row in connection.execute(query, (question.tobytes(), K))]])


def peers(rows, slow, only):
    """By name; those of a size where they take minutes to build only with `slow`, and only those whose maker's name holds `only`."""
    makers = {
        "faiss Flat": lambda: faiss_peers(rows, "Flat", [(None, None)]),
        "faiss PQ": lambda: faiss_peers(rows, "PQ192x4fs", [(None, 10)]),
        "faiss RaBitQ": lambda: faiss_peers(rows, "RaBitQfs", [(None, 80)]),
    }
    if len(rows) >= 500_000:
        makers |= {
            "faiss IVF Flat": lambda: faiss_peers(rows, "IVF2048,Flat", [(16, None), (32, None), (64, None)]),
            "faiss IVF RaBitQ": lambda: faiss_peers(rows, "IVF2048,RaBitQfs", [(16, 50), (32, 100), (64, 200)]),
            "faiss IVF PQ": lambda: faiss_peers(rows, "IVF2048,PQ192x4fs", [(16, 4), (32, 10), (64, 40)]),
        }
    else:
        makers |= {
            "usearch": lambda: {"usearch exact f32": usearch_peer(rows)},
            "sqlite-vec": lambda: {"sqlite-vec": sqlite_peer(rows)},
        }
    if slow and len(rows) <= 100_000:
        makers["hnswlib"] = lambda: {"hnswlib M 16, ef 100": hnswlib_peer(rows, 100)}
    ready = {}
    for name, make in makers.items():
        if only not in name:
            continue
        try:
            ready.update(make())
        except Exception as error:  # a library that lacks something must not end the others' measurement
            print(f"{name} left out: {error}", flush=True)
    return ready


def recall(found, truth):
    return float(np.mean([len(set(a) & set(b)) / len(b) for a, b in zip(found, truth)]))


def batch_rates(others, byline, questions, truth, options):
    """Questions a second, 256 at a time, in turns, beside the recall."""
    many = np.resize(questions, (256, D))
    faiss.cvar.distance_compute_blas_threshold = 20
    jobs = {"byline exact": "batch", "byline": "batch-search"}
    others = {name: peer for name, peer in others.items() if name.startswith("faiss")}
    rates, found = {name: [] for name in [*jobs, *others]}, {}
    for _ in range(options.rounds):
        for name, job in jobs.items():
            answer = byline.run(job)
            rates[name].append(256e3 / answer["milliseconds"][0])
            found[name] = answer["found"]
        for name, peer in others.items():
            rates[name].append(peer.rate(many))
    for name, peer in others.items():
        found[name] = peer.search(questions).tolist()
    print("\n| 256 at once | questions a second | recall@10 |\n|---|---|---|")
    for name, values in rates.items():
        print(f"| {name} | {np.median(values):.0f} | {recall(found[name], truth[:len(found[name])]):.4f} |", flush=True)
    print()


def churn(byline, per_second):
    """Searches by the clock: in the quiet, with rows that come at a steady pace, and in the quiet with all that came."""
    quiet, busy, after = byline.run("quiet"), byline.run(f"churn {per_second}"), byline.run("quiet")
    print(f"\nchurn of {per_second} rows a second ({busy['note']}), ms by the clock\n\n| | p50 | p90 | p99 |\n|---|---|---|---|")
    for name, answer in (("before", quiet), ("while rows come", busy), ("after", after)):
        print(f"| {name} | " + " | ".join(f"{np.percentile(answer['milliseconds'], part):.2f}" for part in (50, 90, 99)) + " |")
    found, truth = byline.run("search")["found"], byline.run("exact")["found"]
    print(f"\nrecall@10 after it {recall(found, truth):.4f}\n", flush=True)


def filters(byline, rounds):
    print("\n| rows that the filter admits | ms | unfiltered ms | recall@10 |\n|---|---|---|---|")
    for words in ("random 1", "random 10", "random 50", "near 0.5", "near 0.3", "near 0.1"):
        truth = byline.run("filter-exact " + words)["found"]
        times, plain, found = [], [], []
        for _ in range(rounds):
            answer = byline.run("filter " + words)
            found = answer["found"]
            times += answer["milliseconds"]
            plain += byline.run("search")["milliseconds"]
        scores = [len(set(a) & set(b)) / len(b) for a, b in zip(found, truth) if b]
        print(f"| {words} | {np.median(times):.3f} | {np.median(plain):.3f} | {np.mean(scores or [1]):.4f} |", flush=True)


def compare(rows, questions, options):
    count = len(rows)
    byline = Byline(rows, questions)
    print(f"\n## {count:,} rows ({byline.note}; faiss {faiss.__version__}, {faiss.get_compile_options().strip()})\n")
    build = byline.run("build")["milliseconds"][0] / 1e3
    cluster = byline.run("cluster") if count >= 262_144 else None
    if cluster:
        build += cluster["milliseconds"][0] / 1e3
    print(f"byline: built in {build:.1f} s, {cluster['note'] if cluster else 'no clusters'}; "
          f"{byline.run('footprint')['note']} with the rows themselves once more", flush=True)
    others = {} if options.alone else peers(rows, options.slow, options.only)
    results = {name: ([], []) for name in ["byline exact", "byline", *others]}
    memory = []
    for _ in range(options.rounds):  # in turns, so that a busy machine is unfair to none
        memory += byline.run("memory")["milliseconds"]
        for name, job in (("byline exact", "exact"), ("byline", "search")):
            answer = byline.run(job)
            results[name][0].extend(answer["milliseconds"])
            results[name] = (results[name][0], answer["found"])
        for name, peer in others.items():
            times, found = peer.run(questions)
            results[name] = (results[name][0] + times, found)
    truth = results["byline exact"][1]
    limit = float(np.median(memory))
    print(f"memory sum of the rows: {limit:.3f} ms\n")
    print("| index | ms (median) | of the memory sum | recall@10 | built in s |\n|---|---|---|---|---|")
    points = []
    for name, (times, found) in results.items():
        median = float(np.median(times))
        seconds = build if name.startswith("byline") else others[name].seconds
        points.append((name, 1e3 / median, recall(found, truth)))
        print(f"| {name} | {median:.3f} | {median / limit:.3f} | {points[-1][2]:.4f} | {seconds:.1f} |", flush=True)
    print()
    batch_rates(others, byline, questions, truth, options)
    threads = [np.median(byline.run(f"threads {number}")["milliseconds"]) for number in (1, 2)]
    print(f"exact by wall clock: one thread {threads[0]:.2f} ms, two {threads[1]:.2f} ms", flush=True)
    saved, opened = byline.run("save"), byline.run("open")
    print(f"saved in {saved['milliseconds'][0]:.0f} ms, opened in {opened['milliseconds'][0]:.0f} ms, "
          f"{opened['note']}", flush=True)
    filters(byline, options.rounds)
    if options.churn:
        churn(byline, options.churn)
    byline.close()
    return points


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data")
    parser.add_argument("questions")
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=100, help="questions")
    parser.add_argument("--noise", type=float, default=0.5)
    parser.add_argument("--slow", action="store_true", help="hnswlib too, which builds for minutes")
    parser.add_argument("--only", default="", metavar="NAME", help="peers whose name holds this: 'faiss IVF', 'sqlite-vec'")
    parser.add_argument("--alone", action="store_true", help="without peers, to see how the cost grows")
    parser.add_argument("--churn", type=int, metavar="N", help="a million more rows at the end, N a second, while searching")
    parser.add_argument("--plot", help="an SVG of the largest size")
    options = parser.parse_args()
    faiss.omp_set_num_threads(1)
    vectors = real_vectors(options.data)
    questions = question_vectors(options.questions, options.count)
    print(f"{len(vectors):,} real vectors, {len(questions)} real questions; copies with noise of {options.noise} times "
          "the length, which flatters clusters; processor time")
    points = []
    for size in map(int, options.sizes.split(",")):
        points = compare(tiled(vectors, size, options.noise), questions, options)
    if options.plot:
        recall_plot.plot(points, options.plot)
    print(f"peak memory of the peers: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


if __name__ == "__main__":
    main()
