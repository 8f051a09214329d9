#!/usr/bin/env python3
"""Measures a release build of Byline on a file of articles: see Scripts/measure."""

import argparse
import http.client
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
WARM_UPS, SEARCHES, STARTS, TURNS = 20, 50, 5, 3


class Failed(Exception):
    """What went wrong, as a sentence."""


class Run:
    """A finished process: its output, and what the system counted for it."""

    def __init__(self, command, accepted=(0,)):
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
            try:
                # Not process.wait(): only wait4 tells what this one process used.
                _, status, usage = os.wait4(process.pid, 0)
            except BaseException:
                process.kill()
                process.wait()
                raise
            self.seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            self.output = output.read().decode()
            if process.returncode not in accepted:
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip()
                raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}: {said}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def megabytes(*paths):
    """The bytes of files, and of all files in folders, in millions."""
    total = 0
    for path in map(pathlib.Path, paths):
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        total += sum(file.stat().st_size for file in files)
    return total / 1e6


def questions(arguments):
    """As many different questions as the search takes, spread over the file."""
    found = []
    with open(arguments.questions or arguments.articles, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line) if line.strip() else {}
            keys = ("query", "question", "text") if arguments.questions else ("title",)
            text = next((record[key] for key in keys if isinstance(record.get(key), str) and record[key].strip()), None)
            if text:
                found.append(text.strip()[:500])
    found = list(dict.fromkeys(found))
    needed = WARM_UPS + SEARCHES
    if len(found) < needed:
        raise Failed(f"there are {len(found)} different questions; {needed} are needed: give --questions")
    return [found[index * len(found) // needed] for index in range(needed)]


class Server:
    """`byline serve` on a port of the system's choice, ready when made."""

    def __init__(self, byline, data):
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [byline, "serve", "--port", "0", "--json", "--data", data], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise Failed(f"the server ended with {self.process.wait()}")
        url = urllib.parse.urlsplit(json.loads(line)["listening"])
        self.connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
        while self.request("GET", "/readyz")[0] != 200:
            time.sleep(0.005)
        self.ready = time.perf_counter() - start

    def request(self, method, path, body=None):
        headers = {"content-type": "application/json"} if body else {}
        self.connection.request(method, path, json.dumps(body) if body else None, headers)
        response = self.connection.getresponse()
        return response.status, response.read()

    def search(self, question):
        start = time.perf_counter()
        status, body = self.request("POST", "/v1/search", {"question": question, "limit": 10})
        if status != 200:
            raise Failed(f"a search ended with {status}: {body[:300]!r}")
        return (time.perf_counter() - start) * 1000

    def cpu(self):
        """Processor seconds so far; nothing where the system does not tell."""
        try:
            fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self):
        """Peak memory in millions of bytes; nothing where the system does not tell."""
        try:
            lines = pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except OSError:
            return None
        return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM")), None)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise Failed("the server did not end within 30 seconds of SIGTERM") from None


def checkpoint(data):
    """Moves the write-ahead log into the database, where Python has SQLite."""
    try:
        import sqlite3
    except ImportError:
        return
    connection = sqlite3.connect(pathlib.Path(data) / "byline.sqlite")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def ingestion(byline, articles, data, results):
    command = [byline, "ingest", "--json", "--data", data, articles]
    first = Run(command)
    report = json.loads(first.output)
    if report["inserted"] == 0:
        raise Failed("no article was ingested")
    after = megabytes(data)
    checkpoint(data)
    results.update({
        "articles": report["inserted"], "chunks": report["chunks"], "tokens": report["tokens"],
        "ingest_seconds": first.seconds, "ingest_cpu_seconds": first.cpu,
        "articles_per_second": report["inserted"] / first.seconds,
        "chunks_per_second": report["chunks"] / first.seconds,
        "tokens_per_second": report["tokens"] / first.seconds,
        "cpu_milliseconds_per_1000_tokens": first.cpu * 1e6 / report["tokens"],
        "ingest_peak_megabytes": first.megabytes,
        "disk_megabytes_at_exit": after, "disk_megabytes": megabytes(data),
    })
    again = Run(command)
    report = json.loads(again.output)
    changed = report["inserted"] + report["updated"] + report["chunks"]
    results.update({
        "again_changed": changed, "again_seconds": again.seconds, "again_cpu_seconds": again.cpu,
        "again_peak_megabytes": again.megabytes,
    })


def encoder_share(byline, benchmark, articles, scratch, results):
    """An ingestion beside the encoder alone with the same passages on as many threads, in turns."""
    plain, exported, texts = (os.path.join(scratch, name) for name in ("plain", "plain.jsonl", "texts.json"))
    Run([byline, "ingest", "--without-vectors", "--data", plain, articles])
    Run([byline, "embed", "--data", plain, "--export", exported])
    with open(exported, encoding="utf-8") as lines, open(texts, "w", encoding="utf-8") as file:
        passages = [f"{chunk['title']}\n{chunk['text']}" for chunk in map(json.loads, lines)]
        json.dump([{"name": "all", "job": "passages", "texts": passages}], file)
    alone, whole = [], []
    with subprocess.Popen([benchmark, "--serve", "--threads", str(os.cpu_count()), "--texts", texts], text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as encoder:
        encoder.stdout.readline()
        for number in range(TURNS):
            encoder.stdin.write("all\n")
            encoder.stdin.flush()
            alone.append(json.loads(encoder.stdout.readline()))
            whole.append(Run([byline, "ingest", "--json", "--data", os.path.join(scratch, f"turn-{number}"), articles]))
    seconds, cpu = (statistics.median(times[key] for times in alone) for key in ("wall", "cpu"))
    results.update({
        "encoder_seconds": seconds, "encoder_cpu_seconds": cpu,
        "encoder_share_of_ingestion": seconds / statistics.median(run.seconds for run in whole),
        "encoder_share_of_ingestion_cpu": cpu / statistics.median(run.cpu for run in whole),
    })


def start_ups(byline, data, texts, results):
    # 4: the corpus does not say; that is an answer too.
    runs = [Run([byline, "ask", "--data", data, "--", text], accepted=(0, 4)) for text in texts[: STARTS + 1]][1:]
    results.update({
        "ask_seconds": statistics.median(run.seconds for run in runs),
        "ask_seconds_best": min(run.seconds for run in runs),
        "ask_cpu_seconds": statistics.median(run.cpu for run in runs),
        "ask_peak_megabytes": max(run.megabytes for run in runs),
    })


def searches(byline, data, texts, results):
    ready = []
    for _ in range(STARTS - 1):
        server = Server(byline, data)
        ready.append(server.ready)
        server.stop()
    server = Server(byline, data)
    try:
        ready.append(server.ready)
        for text in texts[:WARM_UPS]:
            server.search(text)
        before = server.cpu()
        times = sorted(server.search(text) for text in texts[WARM_UPS:])
        if before is not None:
            results["search_cpu_milliseconds"] = (server.cpu() - before) * 1000 / len(times)
        results["serve_peak_megabytes"] = server.peak()
    finally:
        server.stop()
    results.update({
        "ready_seconds": statistics.median(ready), "ready_seconds_best": min(ready),
        "search_p50_milliseconds": statistics.median(times),
        "search_p95_milliseconds": times[round(0.95 * (len(times) - 1))],
    })


def sizes(byline, scratch, results):
    """The program as it is, without what only a debugger reads and without names, and the encoder's two files."""
    results["binary_megabytes"] = megabytes(byline)
    if shutil.which("strip"):
        stripped = pathlib.Path(scratch) / "stripped"
        for key, option in (("binary_without_debugging_megabytes", "-g"), ("stripped_binary_megabytes", "-s")):
            subprocess.run(["strip", option, "-o", stripped, byline], check=True)
            results[key] = megabytes(stripped)
    cache = os.environ.get("BYLINE_CACHE") or pathlib.Path(
        os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "byline")
    model = pathlib.Path(os.environ.get("BYLINE_MODEL_DIR") or pathlib.Path(cache, "models/all-MiniLM-L6-v2"))
    results["weights_megabytes"] = megabytes(model / "model.safetensors", model / "vocab.txt")


# What, its format, and what it should stay under.
ROWS = [
    ("articles", "{:.0f}", None), ("chunks", "{:.0f}", None), ("tokens", "{:.0f}", None),
    ("ingest_seconds", "{:.1f}", None), ("ingest_cpu_seconds", "{:.1f}", None),
    ("articles_per_second", "{:.1f}", None), ("chunks_per_second", "{:.1f}", None),
    ("tokens_per_second", "{:.0f}", None), ("cpu_milliseconds_per_1000_tokens", "{:.1f}", None),
    ("encoder_seconds", "{:.1f}", None), ("encoder_cpu_seconds", "{:.1f}", None),
    ("encoder_share_of_ingestion", "{:.3f}", None), ("encoder_share_of_ingestion_cpu", "{:.3f}", None),
    ("ingest_peak_megabytes", "{:.0f}", 600), ("disk_megabytes_at_exit", "{:.1f}", None),
    ("disk_megabytes", "{:.1f}", None), ("again_changed", "{:.0f}", 1), ("again_seconds", "{:.2f}", 2),
    ("again_cpu_seconds", "{:.2f}", None), ("again_peak_megabytes", "{:.0f}", None), ("ask_seconds", "{:.3f}", 0.5),
    ("ask_seconds_best", "{:.3f}", None), ("ask_cpu_seconds", "{:.3f}", None), ("ask_peak_megabytes", "{:.0f}", None),
    ("ready_seconds", "{:.3f}", 1), ("ready_seconds_best", "{:.3f}", None), ("search_p50_milliseconds", "{:.1f}", 30),
    ("search_p95_milliseconds", "{:.1f}", None),
    ("search_cpu_milliseconds", "{:.1f}", None), ("serve_peak_megabytes", "{:.0f}", None),
    ("binary_megabytes", "{:.1f}", None), ("binary_without_debugging_megabytes", "{:.1f}", None), ("stripped_binary_megabytes", "{:.1f}", None),
    ("weights_megabytes", "{:.1f}", None), ("binary_and_weights_megabytes", "{:.1f}", 150),
]


def table(results):
    for key, form, limit in ROWS:
        value = results.get(key)
        if value is None:
            continue
        aim = "" if limit is None else f"  aim < {limit}" + ("" if value < limit else "  MISSED")
        print(f"{key.replace('_', ' '):<34} {form.format(value):>10}{aim}")


def measure(arguments, scratch):
    byline = str(pathlib.Path(arguments.byline).resolve())
    if not os.access(byline, os.X_OK):
        raise Failed(f"{byline} is not there: run Scripts/start --no-serve first, or give --byline")
    texts = questions(arguments)
    data = str(pathlib.Path(arguments.keep).resolve()) if arguments.keep else os.path.join(scratch, "data")
    if os.path.exists(os.path.join(data, "byline.sqlite")):
        raise Failed(f"{data} holds data already: the ingestion must start from nothing")
    results = {}
    ingestion(byline, arguments.articles, data, results)
    if arguments.encoder_benchmark:
        benchmark = str(pathlib.Path(arguments.encoder_benchmark).resolve())
        encoder_share(byline, benchmark, arguments.articles, scratch, results)
    start_ups(byline, data, texts, results)
    searches(byline, data, texts, results)
    sizes(byline, scratch, results)
    results["binary_and_weights_megabytes"] = results["weights_megabytes"] + results["binary_megabytes"]
    return results


def main():
    parser = argparse.ArgumentParser(prog="Scripts/measure", description=__doc__)
    parser.add_argument("articles", help="articles as JSON Lines")
    parser.add_argument("--byline", default=ROOT / ".build-release/release/byline", help="the program to measure")
    parser.add_argument("--questions", help='JSON Lines with "query", "question" or "text"; default: the titles')
    parser.add_argument("--encoder-benchmark", metavar="PROGRAM",
                        help="of Tests/Benchmarks: how much of an ingestion is the encoder alone, in turns")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--keep", help="make the data here and leave it")
    arguments = parser.parse_args()
    # Ended from outside, it still removes its data.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="byline-measure-") as scratch:
        try:
            results = measure(arguments, scratch)
        except (Failed, OSError, ValueError) as error:
            sys.exit(f"measure: {error}")
    if arguments.json:
        print(json.dumps(results, indent=2))
    else:
        table(results)


if __name__ == "__main__":
    main()
