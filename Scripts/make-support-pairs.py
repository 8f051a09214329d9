#!/usr/bin/env python3
"""Makes the set on which the verifier is measured: pairs of a claim and the sentence that it cites.

    Scripts/make-support-pairs.py
    Scripts/make-support-pairs.py --news articles.jsonl --out pairs.jsonl

Reads the sample corpus and what was written by hand under corpora/vennermouth/support, and writes pairs.jsonl beside it, the same
bytes at every run. Needs nothing but Python.

Four sorts of pairs: extracts (a sentence that cites itself), paraphrases of a sentence (paraphrases*.jsonl), sentences that tell a part
of a passage of one to several sentences in other words (summaries*.jsonl and scope.jsonl, with corruptions of such), and corruptions of one thing
each. Corruptions are of two origins: by hand (corruptions*.jsonl, summaries*.jsonl, and scope.jsonl: how far a statement reaches, values that the
passage denies, plans told as done), and by this script (`generated`), of extracts and of paraphrases. The script knows less than a person, so report
the two apart.

What is held out: every second pair of summaries.jsonl and all of summaries-2.jsonl, by two who had not seen the code, and of scope.jsonl the pairs
of some of the articles, by one who had not seen it either; nobody who works on it has read them. Elsewhere every corruption of the kind `modality`;
and of what this script generates, a third of the articles. Articles that share a sentence (wire copies) fall on the same side. Everything else that
was written by hand is for tuning: its errors have been read. paraphrases-3.jsonl and corruptions-2.jsonl are by somebody who knew the code;
summaries-tuning.jsonl by somebody who then tuned on them: the first 124 summaries and their corruptions before reading the code, the last 46, of
reckoned figures, after it.
Some generated corruptions of the held-out articles begin with paraphrases that were read.

With --news it makes extracts and corruptions of numbers, dates, names and polarity from articles that are not part of the
repository (objects with title, body or text, url, source, author and published_at, one a line), all of them held out: a check that nothing was
fitted to the sample corpus's world. Such pairs bring their context along.
"""

import argparse
import json
import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "corpora" / "vennermouth"
SEED = 20250529
EXTRACTS = 600
GENERATED_PER_KIND = 130
SPLIT_SALT = "byline-support-2"
HELD_OUT_KIND = "modality"

PERSONS = """Leonora Adeyemi|Piet Hallard|Ingrid Sallis|Samira Quist|Douglas Wray|Emeka Lindqvist|Rosalind Achterberg|
Lucille Amory|Ruth Calloway|Beatrix Orlane|Gregor Valens|Yusuf Penhale|Conrad Belling|Stefan Dorrity|Martin Ekdal|
Simon Tregarth|Petra Gaunt|Owen Tasker|Helga Straker|Fiona Castellan|Bram Okafor|Arthur Pell|Daniel Achebe-Moore|
Lise Harkonnen-Reid|Joanna Tveit|Paula Dragan|Henrik Sato|Nadine Corso|Alan Brisco|Clara Monteith|Edith Marlowe|
Ines Valdane|Bridie Halloway|Helen Prior|Theo Vance|Amina Forsyth|Ivor Jessop""".replace("\n", "").split("|")
PLACES = """Marrish|Lanternside|Weirside|Stonecross|Pellow Hill|Eastmole|Northstrand|Highgarth|Cold Acre|Tannery Row|Old Quay|
Ferriers Green|Mill Lane|Skinner Street|Beacon Street|Rope Street|Weir Street|Coopers Bridge|Lantern Basin|
Stonecross Hall|Assembly Hall|Garrow Mill|Breakwater Ground|Upper Weir""".replace("\n", "").split("|")
ORGANISATIONS = """Civic Alliance|Harbour Labour List|Rivers Board|Green Shore|Free Ward Group|Venner General Hospital|
Hadley Marr Construction|Vennermouth Port Authority|Venner Transit|Vennermouth Athletic|Tidemark Research|
Evening Bollard|Radio Sallow|Campus Current|Vennermouth Ledger|Harbour Post|Quayside Business|Upriver Gazette|
Venner Wire Service|Ostrel Steelwork|University of Vennermouth|Clearwake Holdings""".replace("\n", "").split("|")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April June July August September October November December".split()
CARDINALS = "two three four five six seven eight nine ten eleven twelve".split()
UNITS = [
    ("million crowns", "billion crowns"), ("million", "billion"), ("crowns", "dollars"), ("minutes", "hours"),
    ("hours", "days"), ("days", "weeks"), ("weeks", "months"), ("months", "years"), ("metres", "kilometres"),
    ("millimetres", "centimetres"), ("tonnes", "kilograms"), ("percentage points", "per cent"), ("%", " percentage points"),
    (" per cent", " percentage points"), ("kilometres", "miles"),
]
OPPOSITES = [
    ("rose", "fell"), ("rise", "fall"), ("rising", "falling"), ("increase", "decrease"), ("higher", "lower"),
    ("approved", "rejected"), ("accepted", "refused"), ("opened", "closed"), ("open", "closed"), ("before", "after"),
    ("won", "lost"), ("above", "below"), ("ended", "began"), ("first", "last"), ("confirmed", "denied"),
    ("longer", "shorter"), ("early", "late"), ("supported", "opposed"), ("gained", "lost"), ("cheaper", "dearer"),
    ("grew", "shrank"), ("grows", "shrinks"), ("succeeded", "failed"), ("larger", "smaller"), ("everyone", "nobody"),
    ("always", "never"), ("more than", "less than"), ("up from", "down from"),
]
AUXILIARIES = r"(was|were|is|are|had|has|have|will|would|could|can|should|did|does|do)"
MODAL_TO_FACT = [
    (r"\b(?:may|might|could) be\b", "is"), (r"\b(?:may|might|could) have\b", "has"), (r"\bwill be\b", "was"),
    (r"\b(?:may|might|could)\b", "will"), (r"\bplans to\b", "has begun to"), (r"\bhopes to\b", "will"),
    (r"\bis planned to\b", "did"), (r"\bproposed to\b", "decided to"), (r"\bproposes\b", "has adopted"),
    (r"\bis expected to\b", "did"), (r"\bwould\b", "did"), (r"\ballegedly\b", "demonstrably"), (r"\bproposed\b", "adopted"),
    (r"\bhas been asked to\b", "has agreed to"), (r"\bwill\b", "did"),
]


def articles():
    """Every version of every article: url, published, body."""
    found = []
    for path in sorted((ROOT / "articles").glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---", 2)
        url = re.search(r"^url: (.*)$", front, re.M).group(1)
        found.append((url, body.strip()))
    return found


def sentences(body):
    for paragraph in body.split("\n"):
        for sentence in re.split(r"(?<=[.!?])[\"\u201d]?\s+(?=[A-Z\"\u201c])(?<!Dr\. )(?<!Mr\. )", paragraph.strip()):
            if sentence:
                yield sentence


def split_of_articles(found):
    """url → "tuning" or "held-out", copies together."""
    parent = {url: url for url, _ in found}

    def root(url):
        while parent[url] != url:
            url = parent[url]
        return url

    seen = {}
    for url, body in sorted(found):
        for sentence in sentences(body):
            if len(sentence.split()) < 6:
                continue
            one, other = root(seen.setdefault(sentence, url)), root(url)
            if one != other:
                parent[max(one, other)] = min(one, other)
    return {url: "held-out" if fnv1a(SPLIT_SALT + root(url)) % 3 == 0 else "tuning" for url in parent}


def fnv1a(text):
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    return value


def read(name):
    path = ROOT / "support" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# Corruptions: each takes a claim and chance, and gives the claim with one thing changed, or None.

def replace_once(claim, start, end, text):
    return claim[:start] + text + claim[end:]


def corrupt_number(claim, chance, _):
    places = [m for m in re.finditer(r"(?<![\w.,:-])\d[\d,]*(?:\.\d+)?", claim) if not re.match(r"(?:19|20)\d\d$", m.group())
              and not re.match(r"\s+(?:%s|May)\b" % "|".join(MONTHS), claim[m.end():]) and claim[m.end():m.end() + 1] != ":"]
    words = list(re.finditer(r"\b(%s)\b" % "|".join(CARDINALS), claim))
    if not places and not words:
        return None
    place = chance.choice(places + words)
    text = place.group()
    if text in CARDINALS:
        return replace_once(claim, *place.span(), chance.choice([w for w in CARDINALS if w != text]))
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    at = chance.choice(digits)
    choices = [d for d in ("123456789" if at == 0 else "0123456789") if d != text[at]]
    return replace_once(claim, *place.span(), text[:at] + chance.choice(choices) + text[at + 1:])


def corrupt_unit(claim, chance, _):
    choices = [(a, b) for a, b in UNITS if re.search(r"\d[\d.,]*\s?" + re.escape(a) + r"(?!\w)", claim)]
    if not choices:
        return None
    old, new = choices[0]
    return re.sub(r"(\d[\d.,]*\s?)" + re.escape(old) + r"(?!\w)", lambda m: m.group(1) + new, claim, count=1)


def corrupt_date(claim, chance, _):
    places = list(re.finditer(r"\b(%s)\b" % "|".join(WEEKDAYS + MONTHS), claim))
    places += list(re.finditer(r"\b20\d\d\b(?!-)", claim))
    places += list(re.finditer(r"\b\d{1,2}(?= (?:%s|May)\b)" % "|".join(MONTHS), claim))
    if not places:
        return None
    place = chance.choice(places)
    text = place.group()
    if text in WEEKDAYS:
        new = chance.choice([d for d in WEEKDAYS if d != text])
    elif text in MONTHS:
        new = chance.choice([m for m in MONTHS if m != text])
    elif len(text) == 4:
        new = str(int(text) + chance.choice([-2, -1, 1, 2]))
    else:
        new = str(chance.choice([d for d in range(1, 29) if str(d) != text]))
    return replace_once(claim, *place.span(), new)


def swap_name(names):
    def corrupt(claim, chance, body):
        found = []
        for name in names:
            for form in {name, name.split()[-1]} if names is PERSONS else {name}:
                found += [(m, form) for m in re.finditer(r"\b%s\b" % re.escape(form), claim)]
        if not found:
            return None
        found.sort(key=lambda f: (f[0].start(), -len(f[1])))
        place, form = chance.choice(found)
        if names is PERSONS and place.start() and form.count(" ") == 0 and re.search(r"[A-Z]\w+ $", claim[:place.start()]):
            return None
        near = [n for n in names if n not in claim and n.split()[-1] not in claim and n in body]
        far = [n for n in names if n not in claim and n.split()[-1] not in claim]
        new = chance.choice(near if near and chance.random() < 0.5 else far)
        return replace_once(claim, *place.span(), new if " " in form or names is not PERSONS else new.split()[-1])
    return corrupt


def corrupt_polarity(claim, chance, _):
    choices = []
    for a, b in OPPOSITES:
        for old, new in ((a, b), (b, a)):
            choices += [(m, new) for m in re.finditer(r"\b%s\b" % old, claim)]
    negations = list(re.finditer(r"\b%s (?!not\b|n't)(?=\w)" % AUXILIARIES, claim))
    removals = list(re.finditer(r"\b(?:not|never) ", claim)) + list(re.finditer(r"(?<=\w)n't\b", claim))
    if removals and chance.random() < 0.8:
        place = chance.choice(removals)
        return replace_once(claim, *place.span(), "")
    if negations and (not choices or chance.random() < 0.5):
        place = chance.choice(negations)
        return replace_once(claim, *place.span(), place.group() + "not ")
    if not choices:
        return None
    place, new = chance.choice(choices)
    return replace_once(claim, *place.span(), new)


def corrupt_source(claim, chance, body):
    names = PERSONS + ORGANISATIONS
    pattern = r"\b(?:%s)\b"
    forms = sorted({f for n in names for f in ((n, n.split()[-1]) if n in PERSONS else (n,))}, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, forms))
    places = [m for m in re.finditer(r"(?:according to|said|says|told) (?:the )?(%s)\b" % alternatives, claim)]
    places += [m for m in re.finditer(r"\b(%s) (?:said|says|told|called|reported|warned|added)\b" % alternatives, claim)]
    if not places:
        return None
    place = chance.choice(places)
    group = PERSONS if any(place.group(1) in (n, n.split()[-1]) for n in PERSONS) else ORGANISATIONS
    others = [n for n in group if n.split()[-1] not in claim]
    near = [n for n in others if n in body]
    new = chance.choice(near if near and chance.random() < 0.6 else others)
    return replace_once(claim, *place.span(1), new if " " in place.group(1) or group is ORGANISATIONS else new.split()[-1])


CAUSES = ["the river had burst its banks", "a crane had failed", "the money had run out", "of heavy rain overnight", "of a strike by dockers",
          "of a shortage of nurses", "the contractor had become insolvent", "of a dispute over pay", "the gates had jammed"]


def corrupt_cause(claim, chance, _):
    place = re.search(r"\b(?:because|due to|owing to|after|since)\b[^,.;]*", claim)
    cause = chance.choice([c for c in CAUSES if c.split()[-1] not in claim])
    if place and place.start() > 12:
        return replace_once(claim, *place.span(), "because " + cause)
    if len(claim.split()) > 28 or not claim.endswith(".") or " because " in claim:
        return None
    return claim[:-1] + " because " + cause + "."


def merger(pool):
    def corrupt(claim, chance, body):
        others = [s for s in pool if s[:-1] not in body and 5 <= len(s.split()) <= 14 and re.match(r"(?:The|A|An|[A-Z]\w+) ", s)]
        if len(claim.split()) > 26 or not claim.endswith(".") or not others:
            return None
        other = chance.choice(others)
        tail = other[0].lower() + other[1:] if re.match(r"(?:The|A|An|In|On|At|It|He|She|They) ", other) else other
        return claim[:-1] + chance.choice([", and ", ", while ", ", after which "]) + tail
    return corrupt


def corrupt_modality(claim, chance, _):
    for pattern, new in MODAL_TO_FACT:
        if re.search(pattern, claim):
            return re.sub(pattern, new, claim, count=1)
    return None


NAME = r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+(?=[ ,.;])"


def corrupt_name(pool):
    def corrupt(claim, chance, _):
        places = [m for m in re.finditer(NAME, claim)
                  if not set(m.group().split()) & set(WEEKDAYS + MONTHS + ["May", "Mr", "Mrs", "The"])]
        if not places:
            return None
        place = chance.choice(places)
        others = [n for n in pool if not set(n.split()) & set(claim.split())]
        return replace_once(claim, *place.span(), chance.choice(others))
    return corrupt


def news(articles_path, out):
    """Pairs of articles that stand outside the repository."""
    chance = random.Random(SEED)
    records = [json.loads(line) for line in Path(articles_path).read_text(encoding="utf-8").splitlines()]
    bases = []
    for record in records:
        body = record.get("body") or record.get("text") or ""
        known = [s for s in sentences(body) if 8 <= len(s.split()) <= 40 and s[-1] in ".!?" and s[0].isupper()]
        for sentence in chance.sample(known, min(4, len(known))):
            start = max(0, body.find(sentence) - 800)
            bases.append((record, sentence, body[start:body.find(sentence) + len(sentence) + 400]))
    pool = sorted({m for _, s, _ in bases for m in re.findall(NAME, s)
                   if not set(m.split()) & set(WEEKDAYS + MONTHS + ["May"])})
    kinds = {"number": corrupt_number, "date": corrupt_date, "name": corrupt_name(pool), "polarity": corrupt_polarity}
    pairs = []

    def add(record, sentence, context, claim, label, kind):
        pairs.append({"id": "n%04d" % (len(pairs) + 1), "url": record.get("url") or "", "quote": sentence, "claim": claim,
                      "label": label, "kind": kind, "origin": "generated", "base": "extract", "split": "held-out",
                      "context": context, "title": record.get("title"), "source": record.get("source"),
                      "author": record.get("author"), "published_at": record.get("published_at")})

    chance.shuffle(bases)
    for record, sentence, context in bases[:EXTRACTS]:
        add(record, sentence, context, sentence, "supported", "extract")
    for kind, corrupt in kinds.items():
        count = 0
        for record, sentence, context in bases:
            corrupted = corrupt(sentence, chance, context) if count < 3 * GENERATED_PER_KIND else None
            if corrupted and corrupted != sentence:
                add(record, sentence, context, corrupted, "unsupported", kind)
                count += 1
    Path(out).write_text("\n".join(json.dumps(p, ensure_ascii=False, sort_keys=True) for p in pairs) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--news", help="articles outside the repository, JSON Lines")
    arguments.add_argument("--out", help="where their pairs go")
    options = arguments.parse_args()
    if options.news:
        if not options.out:
            arguments.error("--news needs --out")
        return news(options.news, options.out)
    chance = random.Random(SEED)
    found = articles()
    split = split_of_articles(found)
    bodies = {}
    for url, body in found:
        bodies[url] = bodies.get(url, "") + "\n" + body
    seen, extracts = set(), []
    for url, body in found:
        for sentence in sentences(body):
            if 6 <= len(sentence.split()) <= 40 and sentence not in seen and sentence[-1] in ".!?\"":
                seen.add(sentence)
                extracts.append((url, sentence))
    chosen = sorted(chance.sample(range(len(extracts)), min(EXTRACTS, len(extracts))))
    pairs = []

    def add(url, quote, claim, label, kind, origin, base):
        side = "held-out" if kind == HELD_OUT_KIND else "tuning" if origin == "hand" else split[url]
        pairs.append({"id": "s%04d" % (len(pairs) + 1), "url": url, "quote": quote, "claim": claim, "label": label, "kind": kind,
                      "origin": origin, "base": base, "split": side})

    for index in chosen:
        url, sentence = extracts[index]
        add(url, sentence, sentence, "supported", "extract", "generated", "extract")
    paraphrases = read("paraphrases.jsonl")
    for line in paraphrases:
        add(line["url"], line["sentence"], line["paraphrase"], "supported", "paraphrase", "hand", "paraphrase")
    for line in read("corruptions.jsonl"):
        add(line["url"], line["sentence"], line["corrupted"], "unsupported", line["kind"], "hand", "extract")
    kinds = {
        "number": corrupt_number, "unit": corrupt_unit, "date": corrupt_date, "person": swap_name(PERSONS),
        "place": swap_name(PLACES), "organisation": swap_name(ORGANISATIONS), "polarity": corrupt_polarity,
        "source": corrupt_source, "cause": corrupt_cause, "merged": merger([s for _, s in extracts]),
        "modality": corrupt_modality,
    }
    bases = [(url, s, s, "extract") for url, s in extracts]
    bases += [(p["url"], p["sentence"], p["paraphrase"], "paraphrase") for p in paraphrases] * 2
    for kind, corrupt in kinds.items():
        chance.shuffle(bases)
        count, taken = 0, set()
        for url, quote, claim, base in bases:
            # Of a free paraphrase, a word turned by rule is often no contradiction.
            if kind in ("polarity", "modality") and base == "paraphrase":
                continue
            if count == GENERATED_PER_KIND:
                break
            corrupted = corrupt(claim, chance, bodies[url])
            if corrupted and corrupted not in (claim, quote) and corrupted not in taken:
                taken.add(corrupted)
                add(url, quote, corrupted, "unsupported", kind, "generated", base)
                count += 1
    for name in ("paraphrases-2.jsonl", "paraphrases-3.jsonl"):
        for line in read(name):
            add(line["url"], line["sentence"], line["paraphrase"], "supported", "paraphrase", "hand", "paraphrase")
    for line in read("corruptions-2.jsonl"):
        add(line["url"], line["sentence"], line["corrupted"], "unsupported", line["kind"], "hand", "paraphrase")
    for name in ("summaries.jsonl", "summaries-tuning.jsonl", "summaries-2.jsonl", "scope.jsonl"):
        for line in read(name):
            kind = "summary" if line["label"] == "supported" else line["kind"]
            add(line["url"], line["quote"], line["claim"], line["label"], kind, "hand", "summary")
            pairs[-1]["split"] = line["split"]
    lines = [json.dumps(pair, ensure_ascii=False, sort_keys=True) for pair in pairs]
    (ROOT / "support" / "pairs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    held = sum(pair["split"] == "held-out" for pair in pairs)
    print(f"{len(pairs)} pairs, {held} of them held out")


if __name__ == "__main__":
    main()
