#!/usr/bin/env python3
"""Turns public sets of news questions into what 'byline ingest' and 'byline evaluate' read.

    convert-news-sets.py news-polluted questions.jsonl FOLDER [--outlets 40 --correlation R | --one-fabricator] [--seed S]
    convert-news-sets.py evolving-news questions.jsonl FOLDER [--seed S]
    convert-news-sets.py multihop-rag  articles.jsonl  FOLDER [--seed S]

news-polluted and evolving-news (NewsPolluted and EvoTemp of the CAGB sets) have documents below each question; here they are pooled,
shuffled and named by numbers that say nothing. The folder gets

    articles.jsonl   for 'byline ingest --provenance backfill'; every document has an outlet of its own, or one of --outlets
    queries.jsonl    for 'byline evaluate retrieval --format beir --articles FOLDER/articles.jsonl --run-out our.run'
    qrels.tsv        for 'byline evaluate run FOLDER/qrels.tsv our.run': genuine, current documents have grade 1
    choices.jsonl    (news-polluted) for 'byline evaluate choices': the choices, and the outlets of genuine documents
    questions.jsonl  (evolving-news) for 'byline evaluate answers': the accepted answers, as of each question's day
    ratings.json     for 'byline ingest --sources': .9 for genuine documents' outlets, .1 for the others; with --outlets, ratings
                     that correlate with the truth by R

An evolving question is asked as of its day; a document counts only if its date is usable and not later. Questions without one stay in and
count as 0: the ceiling that is printed is the share of the others.

multihop-rag takes MultiHop-RAG's articles and writes articles-without-outlets.jsonl, articles-renamed.jsonl (outlets are numbers),
ratings-random.json (a random rating for each outlet) and ratings-renamed-half.json (.9 for half of the renamed ones).
"""

import argparse
import datetime
import json
import pathlib
import random


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write_lines(path, records):
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def day(text):
    """YYYY-MM-DD of a date that says day, month and year in that order or the reverse; None for "3 days ago" and the like."""
    for form in ("%Y/%m/%d", "%d %b %Y", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(str(text or "").strip(), form).date().isoformat()
        except ValueError:
            continue
    return None


def pooled(questions):
    """Each distinct text once, with the questions that have it: [(title, text, day, {question: is genuine})]."""
    pool = {}
    for question in questions:
        for document in question["docs"]:
            title, text = (str(document.get(key) or "").strip() for key in ("title", "text"))
            if text:
                grades = pool.setdefault((title, text, day(document.get("date"))), {})
                genuine = document["cred"] == "high"
                grades[question["id"]] = grades.get(question["id"], False) or genuine
    return [(*key, grades) for key, grades in pool.items()]


def outlet_ratings(truths, count, correlation, rng):
    """Outlets for documents, and a rating for each outlet that correlates with how often it is right by about R."""
    shares = [rng.random() for _ in range(count)]
    outlets = [max(range(count), key=lambda o, t=truth: rng.random() ** (1 / (0.02 + (shares[o] if t else 1 - shares[o]))))
               for truth in truths]
    share = [sum(t for t, o in zip(truths, outlets) if o == outlet) / max(1, outlets.count(outlet)) for outlet in range(count)]
    mean = sum(share) / count
    spread = (sum((value - mean) ** 2 for value in share) / count) ** 0.5 or 1
    noise = (1 - correlation**2) ** 0.5
    mixed = [correlation * (value - mean) / spread + noise * rng.gauss(0, 1) for value in share]
    return outlets, [min(0.95, max(0.05, 0.5 + 0.2 * value)) for value in mixed]


def convert_questions(options, rng):
    questions = lines(options.input)
    # Ids are unique in queries.jsonl; a set may have one twice.
    for number, question in enumerate(questions):
        question["id"] = f"{question['id']}-{number}"
    documents = pooled(questions)
    rng.shuffle(documents)
    truths = [any(grades.values()) for *_, grades in documents]
    if options.outlets:
        outlets, values = outlet_ratings(truths, options.outlets, options.correlation, rng)
        ratings = {f"s{outlet:05}": round(value, 3) for outlet, value in enumerate(values)}
    else:
        outlets = list(range(len(documents)))
        if options.one_fabricator:
            # The fabricated documents of a question, which may be documents of others too, share the outlet of the first.
            first = {}
            for number, (*_, grades) in enumerate(documents):
                if not truths[number]:
                    outlets[number] = first.setdefault(min(grades), number)
        ratings = {f"s{outlet:05}": 0.9 if truth else 0.1 for outlet, truth in zip(outlets, truths)}
    articles, judged, answered = [], [], set()
    asked = {question["id"]: day(question.get("q_date")) for question in questions}
    for number, (outlet, (title, text, date, grades)) in enumerate(zip(outlets, documents)):
        name = f"d{number:05}"
        articles.append({"id": name, "source": f"s{outlet:05}", "title": title, "body": text, "published_at": date})
        for question, genuine in grades.items():
            stood = options.set == "news-polluted" or (date and asked[question] and date <= asked[question])
            grade = int(genuine and bool(stood))
            judged.append((question, name, grade))
            if grade:
                answered.add(question)
    queries = []
    for question in questions:
        query = {"_id": str(question["id"]), "text": question["question"]}
        if asked[question["id"]]:
            query["as_of"] = asked[question["id"]] + "T23:59:59Z"
        queries.append(query)
    options.folder.mkdir(parents=True, exist_ok=True)
    write_lines(options.folder / "articles.jsonl", articles)
    write_lines(options.folder / "queries.jsonl", queries)
    write_answers(options, questions, queries, articles, judged)
    rows = "".join(f"{question}\t{document}\t{grade}\n" for question, document, grade in judged)
    (options.folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + rows)
    sources = [{"name": name, "reliability": rating, "rated_by": "generated"} for name, rating in ratings.items()]
    (options.folder / "ratings.json").write_text(json.dumps(sources))
    print(f"{len(queries)} questions, {len(articles)} documents; ceiling {len(answered) / len(queries):.3f}")


def write_answers(options, questions, queries, articles, judged):
    """What 'byline evaluate choices' or 'byline evaluate answers' asks."""
    outlets = {article["id"]: article["source"] for article in articles}
    genuine = {}
    for question, name, grade in judged:
        if grade:
            genuine.setdefault(question, set()).add(outlets[name])
    records = []
    for question, query in zip(questions, queries):
        record = {"id": query["_id"], "question": question["question"]}
        if "as_of" in query:
            record["as_of"] = query["as_of"]
        if "choices" in question:
            # A few right answers are not among the choices; nobody can pick those.
            if question["answer"] in question["choices"]:
                records.append({**record, "choices": question["choices"], "answer": question["answer"],
                                "genuine": sorted(genuine.get(question["id"], []))})
        else:
            accepted = [str(answer) for answer in question["answers"] if str(answer).strip()]
            records.append({**record, "kind": "evolving", "answer": accepted[0], "accepted": [accepted], "evidence": []})
    write_lines(options.folder / ("choices.jsonl" if options.set == "news-polluted" else "questions.jsonl"), records)


def convert_articles(options, rng):
    articles = lines(options.input)
    names = sorted({article.get("source") or "" for article in articles} - {""})
    renamed = {name: f"s{number:05}" for number, name in enumerate(names)}
    options.folder.mkdir(parents=True, exist_ok=True)
    # The address would name the outlet as well; the number keeps articles apart.
    plain = [{**article, "id": f"a{number:05}", "source": "", "url": None} for number, article in enumerate(articles)]
    write_lines(options.folder / "articles-without-outlets.jsonl", plain)
    write_lines(options.folder / "articles-renamed.jsonl",
                [{**new, "source": renamed.get(old.get("source") or "", "")} for new, old in zip(plain, articles)])
    half = sorted(rng.sample(names, len(names) // 2))
    for file, sources in (
        ("ratings-random.json", [{"name": name, "reliability": round(rng.random(), 3)} for name in names]),
        ("ratings-renamed-half.json", [{"name": renamed[name], "reliability": 0.9} for name in half]),
    ):
        (options.folder / file).write_text(json.dumps([{**source, "rated_by": "generated"} for source in sources]))
    print(f"{len(articles)} articles, {len(names)} outlets")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=["news-polluted", "evolving-news", "multihop-rag"])
    parser.add_argument("input", type=pathlib.Path, help="questions.jsonl, of multihop-rag articles.jsonl")
    parser.add_argument("folder", type=pathlib.Path, help="where to write; made if it is not there")
    parser.add_argument("--outlets", type=int, default=0, help="so many outlets for all documents instead of one each")
    parser.add_argument("--correlation", type=float, default=0.5, help="of outlets' ratings with the truth, 0 to 1 (0.5)")
    parser.add_argument("--one-fabricator", action="store_true",
                        help="one outlet for all fabricated documents of a question instead of one each")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.outlets < 0 or not 0 <= options.correlation <= 1:
        parser.error("--outlets must not be negative, and --correlation must be from 0 to 1")
    try:
        (convert_articles if options.set == "multihop-rag" else convert_questions)(options, random.Random(options.seed))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        parser.exit(1, f"{options.input} could not be converted: {fault!r}. Remedy: give the set's own file, unchanged.\n")


if __name__ == "__main__":
    main()
