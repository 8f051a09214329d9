#!/usr/bin/env python3
"""Writes Tests/EvaluationTests/Resources/metric-reference.json: random runs and judgements, and what trec_eval makes of them.

    pip install pytrec-eval-terrier
    Scripts/make-metric-reference.py

The cases have tied scores, scores that are equal only in single precision, graded and negative judgements, questions
without a relevant document, questions that the run lacks, and documents that nobody judged. The seed is fixed, so that
the file can be made again and compared. Means are over all judged questions: what the run lacks counts as 0.

trec_eval has no cut-off for the reciprocal rank, so that one is taken of a run that was cut at the rank, in trec_eval's
order; judged@k it does not have at all, and it is counted here.
"""

import json
import pathlib
import random
import struct

import pytrec_eval

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Tests/EvaluationTests/Resources/metric-reference.json"
CASES = 12
# Our names and trec_eval's.
MEASURES = {
    "ndcg": "ndcg", "ndcg@5": "ndcg_cut_5", "ndcg@10": "ndcg_cut_10", "map": "map", "map@5": "map_cut_5",
    "map@10": "map_cut_10", "mrr": "recip_rank", "p@5": "P_5", "p@10": "P_10", "recall": "set_recall",
    "recall@5": "recall_5", "recall@10": "recall_10", "hits@1": "success_1", "hits@10": "success_10", "rprec": "Rprec",
}
ASKED = {"ndcg", "ndcg_cut.5,10", "map", "map_cut.5,10", "recip_rank", "P.5,10", "set_recall", "recall.5,10",
         "success.1,10", "Rprec"}


def single(score):
    return struct.unpack("f", struct.pack("f", score))[0]


def ordered(documents):
    """trec_eval's order: score in single precision, then id, both from the highest."""
    return sorted(documents, key=lambda name: (single(documents[name]), name.encode()), reverse=True)


def make(rng, case):
    pool = [f"d{number}" for number in range(40)] + ["D7", "é1", "z-9"]
    qrels, run = {}, {}
    for number in range(8):
        question = f"q{number}"
        judged = rng.sample(pool, rng.randint(1, 20))
        highest = 0 if rng.random() < 0.1 else rng.randint(1, 3)
        qrels[question] = {name: rng.randint(-1 if rng.random() < 0.2 else 0, highest) for name in judged}
        if rng.random() < 0.2:
            continue
        found = rng.sample(pool, rng.randint(1, 30))
        levels = rng.choice([1, 3, 10, 10_000])
        run[question] = {name: rng.randint(0, levels) / levels for name in found}
        if case % 3 == 0:
            for name in found:
                run[question][name] += rng.choice([0, 1e-12])
    run["unjudged"] = {"d1": 1.0}
    return qrels, run


def measure(qrels, run):
    values = {question: {} for question in qrels}
    cut = {question: {name: documents[name] for name in ordered(documents)[:5]} for question, documents in run.items()}
    whole = pytrec_eval.RelevanceEvaluator(qrels, ASKED).evaluate(run)
    first = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank"}).evaluate(cut)
    for question in qrels:
        for ours, theirs in MEASURES.items():
            values[question][ours] = whole.get(question, {}).get(theirs, 0.0)
        values[question]["mrr@5"] = first.get(question, {}).get("recip_rank", 0.0)
        top = ordered(run.get(question, {}))[:10]
        values[question]["judged@10"] = sum(name in qrels[question] for name in top) / len(top) if top else 0.0
    return values


def main():
    rng = random.Random(20240611)
    cases = []
    metrics = [*MEASURES, "mrr@5", "judged@10"]
    for case in range(CASES):
        qrels, run = make(rng, case)
        values = measure(qrels, run)
        cases.append({
            "qrels": qrels, "run": run,
            "values": {question: [round(row[name], 9) for name in metrics] for question, row in values.items()},
            "means": [round(sum(row[name] for row in values.values()) / len(values), 9) for name in metrics],
        })
    TARGET.parent.mkdir(exist_ok=True)
    text = json.dumps({"metrics": metrics, "cases": cases}, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(text.encode()) // 1024} kB")


if __name__ == "__main__":
    main()
