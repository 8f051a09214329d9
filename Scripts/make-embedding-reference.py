#!/usr/bin/env python3
"""Writes Tests/EmbeddingTests/Resources/embedding-reference.json: texts, and what sentence-transformers makes of them.

    pip install sentence-transformers
    Scripts/make-embedding-reference.py [folder with model.safetensors and vocab.txt]

Vectors are base64 of 384 little-endian half floats, which moves a cosine by less than 1e-6. The texts are made here,
always the same ones, so that the file can be made again and compared.
"""

import base64
import json
import os
import pathlib
import random
import sys
import tempfile

SUBJECTS = [
    "the harbour master", "a spokesperson for the port", "the ward council", "the inquiry", "an independent engineer",
    "the night shift", "the mayor's office", "a retired pilot", "the insurers", "the hospital board",
    "the ferry company", "the stadium's architect", "the auditor", "a local historian", "the teachers' union",
]
VERBS = [
    "confirmed", "denied", "reported on Tuesday", "had warned in March", "told the committee", "could not explain",
    "published figures which show", "withdrew the claim", "insisted", "recalled",
]
CLAIMS = [
    "that the quay wall lost 2.4 metres of its foundation", "that 318 households were still without power",
    "that the budget for 2023 grew by 7.5 per cent", "that no ship had entered basin 4 since the flood",
    "that the strike would end before midnight", "that the new wing opens in September, not in May",
    "that the pumps were switched off by hand", "that tickets cost $12 at the gate", "that the bridge's sensors failed",
    "that both reports relied on the same photograph", "that \"nobody was told\" about the second breach",
    "that rents in the old town rose faster than wages",
]
TAILS = [
    ", although the minutes say otherwise", "; a second vote is planned", " (see page 14 of the report)",
    ", according to three people who were there", " - and nobody objected", "", "", "",
]
QUESTIONS = [
    "Who {} the quay wall?", "When did the council vote on {}?", "How much did the city pay for {}?",
    "Why was {} delayed?", "What did the inquiry find about {}?", "Did the mayor approve {}?",
    "Which outlets reported {} first?", "Is {} still open?",
]
TOPICS = [
    "repaired", "the ferry terminal", "the new hospital wing", "the flood barrier", "the stadium", "the port strike",
    "the budget for schools",
]
SHORT = [
    "", " ", "\n\t", "flood", "Harbour", "wall.", "?", "...", "1987", "3.14159", "U.S.A.", "don't", "re-election",
    "https://example.org/a/b?c=d&e=f", "mail@example.org", "#ward7", "$1,250,000.00", "a", "I", "antidisestablishmentarianism",
    "x" * 120, "supercalifragilistic" * 6,
]
FOREIGN = [
    "Die Brücke über die Förde wurde wegen Überflutung gesperrt.", "Où est passé l'argent de la reconstruction ?",
    "El alcalde no asistió a la sesión de mañana.", "São Paulo enviou três engenheiros à região.",
    "Přístav zůstane zavřený až do středy.", "Łódź, Gdańsk i Świnoujście", "Ångström, naïve, façade, Zoë, coöperate",
    "İstanbul ve Iğdır", "Ελλάδα: νέα μέτρα για τα λιμάνια", "Порт закрыт до четверга из-за шторма.",
    "東京の港は金曜日まで閉鎖されます。", "港口因风暴关闭到星期五。", "한국의 항구가 폐쇄되었다.", "ميناء المدينة مغلق",
    "הנמל סגור", "बंदरगाह बंद है", "ท่าเรือปิด", "🚢⚓️ the ship is back 🎉", "e\u0301galite\u0301", "ﬁnal ﬂood oﬃce",
    "tab\tand\u00a0no-break\u200bzero\u2028line", "mixed 東京 and Köln, 2024年", "½ of ¾ is ⅜", "“Quoted” — with dashes – and … dots",
]


def texts():
    rng = random.Random(20240501)

    def sentence():
        text = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(CLAIMS)}{rng.choice(TAILS)}."
        return text[0].upper() + text[1:]

    def paragraph(count):
        return " ".join(sentence() for _ in range(count))

    made = SHORT + FOREIGN
    made += [q.format(t) for q in QUESTIONS for t in TOPICS][:48]
    made += [sentence() for _ in range(30)]
    made += [paragraph(rng.randint(2, 10)) for _ in range(60)]
    made += [paragraph(count) for count in (12, 14, 16, 18, 20, 30, 60)]  # around and beyond 256 tokens
    made += ["\n\n".join(paragraph(3) for _ in range(3)) for _ in range(200 - len(made))]
    assert len(made) == 200, len(made)
    return made


def reference_model(folder):
    from safetensors.torch import load_file
    from sentence_transformers import SentenceTransformer, models
    from transformers import BertConfig, BertModel, BertTokenizerFast

    config = BertConfig(hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536)
    bert = BertModel(config)
    missing, _ = bert.load_state_dict(load_file(folder / "model.safetensors"), strict=False)
    assert not [name for name in missing if "position_ids" not in name], missing
    with tempfile.TemporaryDirectory() as temporary:
        bert.save_pretrained(temporary)
        BertTokenizerFast(vocab=str(folder / "vocab.txt"), do_lower_case=True).save_pretrained(temporary)
        transformer = models.Transformer(temporary, max_seq_length=256)
        modules = [transformer, models.Pooling(384, "mean"), models.Normalize()]
        return SentenceTransformer(modules=modules, device="cpu")


def main():
    default = pathlib.Path.home() / ".cache/byline/models/all-MiniLM-L6-v2"
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BYLINE_MODEL_DIR", default))
    inputs = texts()
    model = reference_model(folder)
    vectors = model.encode(inputs, batch_size=1, convert_to_numpy=True)
    assert model.tokenizer("flood wall")["input_ids"] == [101, 7186, 2813, 102]
    records = [
        {"text": text, "vector": base64.b64encode(vector.astype("<f2").tobytes()).decode()}
        for text, vector in zip(inputs, vectors)
    ]
    target = pathlib.Path(__file__).resolve().parent.parent / "Tests/EmbeddingTests/Resources/embedding-reference.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        json.dump(records, file, ensure_ascii=True, indent=0)
        file.write("\n")
    print(f"{target}: {len(records)} texts, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
