#!/usr/bin/env python3
"""Writes Tests/EvaluationTests/Resources/statistics-reference.json: random confidences, refusals and paired differences, and
what scikit-learn, SciPy and NumPy make of them.

    pip install scikit-learn scipy
    Scripts/make-statistics-reference.py

The cases have tied scores, questions of one class only, bins that are empty, confidences at the edges of bins, and
differences of 0. The seed is fixed, so that the file can be made again and compared.

scikit-learn has no ECE: it is made here from its calibration_curve and the size of the bins. The bootstrap's resamples
are drawn by the same generator as in the program (SplitMix64), and the interval is numpy.percentile's.
"""

import json
import math
import pathlib

import numpy
from scipy.stats import permutation_test
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss, precision_recall_fscore_support, roc_auc_score

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Tests/EvaluationTests/Resources/statistics-reference.json"
RESAMPLES = 500
MASK = 2**64 - 1


def calibration(rng, case):
    count = int(rng.integers(5, 60))
    confidence = rng.random(count)
    if case % 3 == 0:
        confidence = numpy.round(confidence, 1)
    elif case % 3 == 1:
        confidence = 0.5 + confidence / 4
    right = (rng.random(count) < confidence).astype(int)
    # No quantile may fall on a confidence: whether one at an edge is above it would hang on rounding.
    bins = next(number for number in rng.permutation(range(2, 11)).tolist() if math.gcd(number, count - 1) == 1)
    known = {"confidence": confidence.tolist(), "right": right.tolist(), "bins": bins}
    for strategy, name in (("uniform", "equal-width"), ("quantile", "equal-mass")):
        accuracy, mean = calibration_curve(right, confidence, n_bins=known["bins"], strategy=strategy)
        edges = numpy.linspace(0, 1, known["bins"] + 1)
        if strategy == "quantile":
            edges = numpy.percentile(confidence, edges * 100)
        places = numpy.searchsorted(edges[1:-1], confidence)
        counts = numpy.bincount(places, minlength=known["bins"])
        counts = counts[counts > 0]
        known[name] = {
            "accuracy": accuracy.tolist(), "mean": mean.tolist(), "count": counts.tolist(),
            "ece": float((numpy.abs(accuracy - mean) * counts).sum() / count),
        }
    known["brier"] = brier_score_loss(right, confidence, pos_label=1)
    return known


def refusal(rng, case):
    count = int(rng.integers(4, 50))
    score = rng.integers(0, 6, count) / 5 if case % 2 else rng.random(count)
    unanswerable = (rng.random(count) < 0.4).astype(int)
    if case == 0:
        unanswerable[:] = 0
    threshold = float(rng.choice(score))
    precision, recall, f1, _ = precision_recall_fscore_support(
        unanswerable, (score >= threshold).astype(int), average="binary", zero_division=0)
    area = roc_auc_score(unanswerable, score) if 0 < unanswerable.sum() < count else None
    return {"score": score.tolist(), "unanswerable": unanswerable.tolist(), "area": area, "threshold": threshold,
            "precision": float(precision), "recall": float(recall), "f1": float(f1)}


def split_mix(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
        yield mixed ^ (mixed >> 31)


def paired(rng, case):
    count = int(rng.integers(1, 13))
    differences = numpy.round(rng.normal(0.1, 0.3, count), 1 if case % 2 else 6)
    numbers = split_mix(case)
    means = [float(numpy.mean([differences[(next(numbers) * count) >> 64] for _ in range(count)]))
             for _ in range(RESAMPLES)]
    test = permutation_test((differences,), numpy.mean, permutation_type="samples", n_resamples=numpy.inf) \
        if count > 1 else None
    return {"differences": differences.tolist(), "seed": case,
            "p": float(test.pvalue) if test else 1.0,
            "low": float(numpy.percentile(means, 2.5)), "high": float(numpy.percentile(means, 97.5))}


def main():
    rng = numpy.random.default_rng(20240611)
    reference = {
        "resamples": RESAMPLES,
        "calibrations": [calibration(rng, case) for case in range(9)],
        "refusals": [refusal(rng, case) for case in range(8)],
        "paired": [paired(rng, case) for case in range(12)],
    }
    text = json.dumps(reference, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(text.encode()) // 1024} kB")


if __name__ == "__main__":
    main()
