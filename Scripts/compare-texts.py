#!/usr/bin/env python3
"""Byline's full-text index beside others: see Scripts/compare-texts."""

import argparse
import json
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import time

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / ".build-benchmarks/release/full-text-benchmark"
LIMIT = 10


def passages(path, count):
    """Half of a passage keeps to one article, as real ones do; none comes twice as it is."""
    random = np.random.default_rng(7)
    articles = []
    for line in open(path):
        record = json.loads(line)
        text = (record.get("body") or record.get("text") or "").replace("\n", " ")
        sentences = [part for part in re.split(r"(?<=[.!?])\s+", text) if 4 <= len(part.split()) <= 60]
        if sentences:
            articles.append(sentences)
    made = []
    for _ in range(count):
        home, parts, words = articles[random.integers(len(articles))], [], 0
        while words < 110:
            article = home if random.random() < 0.5 else articles[random.integers(len(articles))]
            sentence = article[random.integers(len(article))]
            parts.append(sentence)
            words += len(sentence.split())
        made.append(" ".join(parts))
    return made


class Byline:
    """The benchmark program, asked for one job at a time."""

    name = "byline"

    def __init__(self, texts, questions):
        self.folder = tempfile.TemporaryDirectory()
        file = pathlib.Path(self.folder.name, "passages")
        file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        self.process = subprocess.Popen([BINARY, file, questions], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdout.readline()

    def run(self, job):
        self.process.stdin.write(job + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def search(self, job):
        return self.run(job)["milliseconds"]

    def close(self):
        self.process.stdin.write("quit\n")
        self.process.stdin.close()
        self.process.wait()


class Tantivy:
    name = "tantivy"

    def __init__(self, texts, questions):
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="en_stem")
        builder.add_integer_field("id", stored=True)
        self.folder = tempfile.TemporaryDirectory()
        self.index = tantivy.Index(builder.build(), path=self.folder.name)
        writer = self.index.writer(512_000_000, 1)
        start = time.process_time()
        for number, text in enumerate(texts):
            writer.add_document(tantivy.Document(text=text, id=number))
        writer.commit()
        writer.wait_merging_threads()
        self.seconds = time.process_time() - start
        self.index.reload()
        self.searcher = self.index.searcher()
        self.size = sum(file.stat().st_size for file in pathlib.Path(self.folder.name).iterdir())
        self.queries = {
            "any 10": [" ".join(question) for question in questions],
            "any 200": [" ".join(question) for question in questions],
            "all 3": [" ".join("+" + word for word in question[:3]) for question in questions],
            "all 8": [" ".join("+" + word for word in question) for question in questions],
            "phrase": ['"' + " ".join(question[:2]) + '"' for question in questions],
        }
        # Parsing them is left out of the time.
        self.queries = {job: [self.index.parse_query(query, ["text"]) for query in queries]
                        for job, queries in self.queries.items()}

    def search(self, job):
        limit, times = 200 if job == "any 200" else LIMIT, []
        for query in self.queries[job]:
            start = time.thread_time()
            self.searcher.search(query, limit, count=False)
            times.append((time.thread_time() - start) * 1e3)
        return times


class FTS5:
    name = "SQLite FTS5"

    def __init__(self, texts, questions):
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute("CREATE VIRTUAL TABLE passage USING fts5(text, content='', tokenize='porter unicode61')")
        start = time.process_time()
        with self.connection:
            self.connection.executemany("INSERT INTO passage(rowid, text) VALUES (?, ?)", enumerate(texts))
        self.connection.execute("INSERT INTO passage(passage) VALUES ('optimize')")
        self.seconds = time.process_time() - start
        pages, size = (self.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        self.size = pages * size

        def quoted(words, between):
            return between.join(f'"{word}"' for word in words)

        self.queries = {
            "any 10": [quoted(question, " OR ") for question in questions],
            "any 200": [quoted(question, " OR ") for question in questions],
            "all 3": [quoted(question[:3], " AND ") for question in questions],
            "all 8": [quoted(question, " AND ") for question in questions],
            "phrase": ['"' + " ".join(question[:2]) + '"' for question in questions],
        }

    def search(self, job):
        limit, times = 200 if job == "any 200" else LIMIT, []
        for query in self.queries[job]:
            start = time.thread_time()
            self.connection.execute(
                "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT ?", (query, limit)).fetchall()
            times.append((time.thread_time() - start) * 1e3)
        return times


class BM25S:
    """Scores made when it is indexed; asked with the stems that Byline makes, so that scores can be compared."""

    name = "bm25s"

    def __init__(self, stems, question_stems):
        import bm25s

        self.index = bm25s.BM25(method="lucene", k1=1.2, b=0.75, dtype="float64")
        start = time.process_time()
        self.index.index(stems, show_progress=False)
        self.seconds = time.process_time() - start
        self.size = sum(self.index.scores[name].nbytes for name in ("data", "indices", "indptr"))
        vocabulary = self.index.vocab_dict
        self.questions = [[stem for stem in dict.fromkeys(question) if stem in vocabulary] for question in question_stems]

    def search(self, job):
        limit, times = 200 if job == "any 200" else LIMIT, []
        for question in self.questions:
            start = time.thread_time()
            scores = self.index.get_scores(question)
            best = np.argpartition(scores, -limit)[-limit:]
            best[np.argsort(-scores[best])]
            times.append((time.thread_time() - start) * 1e3)
        return times

    def scores(self, question):
        return self.index.get_scores(self.questions[question])


def check(byline, peer, questions):
    """The largest difference of scores, relative to the score, and how many lists of ten are those of scoring everything."""
    answer, worst, same = byline.run("any 10"), 0.0, 0
    for number in range(questions):
        # Byline's formula has the factor k1 + 1, which changes no order.
        scores = peer.scores(number) * 2.2
        order = np.lexsort((np.arange(len(scores)), -scores.astype(np.float32)))[:LIMIT]
        found, given = answer["found"][number], np.array(answer["scores"][number])
        worst = max(worst, float(np.max(np.abs(scores[found] - given) / given, initial=0)))
        same += bool(np.allclose(scores[found], scores[order[:len(found)]], rtol=1e-6))
    return worst, same


def compare(texts, questions_file, options):
    byline = Byline(texts, questions_file)
    build = byline.run("build")
    questions = byline.run("terms")["terms"]
    count = len(texts)
    print(f"\n## {count:,} passages, {len(questions)} questions of {np.mean([len(q) for q in questions]):.1f} words\n")
    peers = [Tantivy(texts, questions)]
    if count <= 200_000:
        peers.append(FTS5(texts, questions))
        peers.append(BM25S(byline.run("stems")["terms"], byline.run("question-stems")["terms"]))
        worst, same = check(byline, peers[-1], len(questions))
        print(f"scores beside bm25s: largest relative difference {worst:.1e}; "
              f"best ten as by scoring everything: {same} of {len(questions)}\n")
    jobs = ["any 10", "any 200", "all 3", "all 8", "phrase"]
    times = {(index.name, job): [] for index in [byline, *peers] for job in jobs}
    for _ in range(options.rounds):  # in turns, so that a busy machine is unfair to none
        for job in jobs:
            for index in [byline, *peers]:
                if index.name == "bm25s" and not job.startswith("any"):
                    continue
                times[index.name, job].append(index.search(job))
    print("| | " + " | ".join(jobs) + " | passages/s indexed | bytes a passage |\n|---|" + "---|" * (len(jobs) + 2))
    for index in [byline, *peers]:
        cells = []
        for job in jobs:
            # Of each question its fastest round: what the work takes, without what disturbed it.
            rounds = times[index.name, job]
            fastest = np.min(rounds, axis=0) if rounds else None
            cells.append("" if fastest is None else f"{np.mean(fastest):.3f} ({np.percentile(fastest, 99):.3f})")
        seconds = build["milliseconds"][0] / 1e3 if index is byline else index.seconds
        size = int(build["note"].split()[0]) if index is byline else index.size
        print(f"| {index.name} | " + " | ".join(cells) + f" | {count / seconds:,.0f} | {size / count:.0f} |")
    print("\nms of processor time a question: mean (p99)\n")
    plain = np.min([byline.search("any 10") for _ in range(options.rounds)], axis=0)
    for outlets, share in ((1, 1), (10, 10), (50, 50)):
        filtered = np.min([byline.search(f"filter {outlets}") for _ in range(options.rounds)], axis=0)
        print(f"filter that admits {share} %: {np.mean(filtered):.3f} ms, unfiltered {np.mean(plain):.3f} ms")
    saved, opened = byline.run("save"), byline.run("open")
    print(f"saved in {saved['milliseconds'][0]:.0f} ms, opened in {opened['milliseconds'][0]:.0f} ms, {opened['note']}",
          flush=True)
    byline.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("articles")
    parser.add_argument("questions")
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        compare(passages(options.articles, size), options.questions, options)


if __name__ == "__main__":
    main()
