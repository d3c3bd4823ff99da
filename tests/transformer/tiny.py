"""Tiny random models in the format of each public model, and a corpus of six articles."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

LIBRARIES = ("torch", "transformers", "datasets")


def needs_torch() -> None:
    """Skip where the extra transformers is not installed."""
    for name in LIBRARIES:
        pytest.importorskip(name, reason=f"needs {name}: pip install 'bibhrat[transformers]'")
    import torch

    torch.set_num_threads(1)  # tiny models are not worth a second one
    torch.manual_seed(5)


PIECES = (
    "ফেসবুক", "মেসেঞ্জার", "ইনস্টাগ্রাম", "দ্বীপ", "নেট", "বন্ধ", "ডাউন", "সচল", "রাত", "থেকে", "সেবা",
    "##ে", "##র", "##এর", "##ও", "##টি", "ব্যবহারকারী", "##রা", "বৃষ্টি", "খেলা", "।", ",", "-", "'",
    "(", ")",
)  # fmt: skip
LETTERS = [chr(code) for code in range(0x0981, 0x09F0) if chr(code).isprintable()]
WORDPIECE = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *PIECES,
    *LETTERS,
    *(f"##{letter}" for letter in LETTERS),
    *"0123456789abcdefghijklmnopqrstuvwxyz",
)
SMALL: Mapping[str, Any] = {
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
}


def _wordpiece(folder: Path, tokenizer: Mapping[str, Any]) -> None:
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(dict.fromkeys(WORDPIECE)) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")


def banglabert(folder: Path) -> Path:
    """As csebuetnlp/banglabert: an ELECTRA discriminator, vocab.txt, embeddings of own size."""
    import transformers

    _wordpiece(folder, {"do_lower_case": False, "tokenizer_class": "ElectraTokenizer"})
    config = transformers.ElectraConfig(
        vocab_size=len(dict.fromkeys(WORDPIECE)),
        embedding_size=8,
        max_position_embeddings=64,
        **SMALL,
    )
    transformers.ElectraForPreTraining(config).save_pretrained(folder)
    return folder


def muril(folder: Path) -> Path:
    """As google/muril-base-cased: a BERT with a masked language model, vocab.txt."""
    import transformers

    _wordpiece(folder, {"do_lower_case": False, "strip_accents": False, "model_max_length": 512})
    config = transformers.BertConfig(
        vocab_size=len(dict.fromkeys(WORDPIECE)), max_position_embeddings=64, **SMALL
    )
    transformers.BertForMaskedLM(config).save_pretrained(folder)
    return folder


def xlmr(folder: Path) -> Path:
    """As FacebookAI/xlm-roberta-base: sentencepiece.bpe.model, positions from 2 on."""
    import transformers

    sentencepiece = pytest.importorskip("sentencepiece")
    folder.mkdir()
    text = folder / "text.txt"
    text.write_text("\n".join([" ".join(PIECES), " ".join(LETTERS), "a b c 0 1 2"] * 4), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "made"), vocab_size=130, minloglevel=2,
        hard_vocab_limit=False, character_coverage=1.0,
    )  # fmt: skip
    text.unlink()
    (folder / "made.vocab").unlink()
    (folder / "made.model").rename(folder / "sentencepiece.bpe.model")
    (folder / "tokenizer_config.json").write_text('{"model_max_length": 512}', encoding="utf-8")
    (folder / "config.json").write_text('{"model_type": "xlm-roberta"}', encoding="utf-8")
    size = len(transformers.AutoTokenizer.from_pretrained(folder))
    config = transformers.XLMRobertaConfig(vocab_size=size, max_position_embeddings=66, **SMALL)
    transformers.XLMRobertaForMaskedLM(config).save_pretrained(folder)
    return folder


def modernbert(folder: Path) -> Path:
    """As those of configs/train/encoder.toml: a ModernBERT, tokenizer.json, no token types."""
    import transformers

    folder.mkdir()
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(WORDPIECE))}
    transformers.BertTokenizer(
        vocab=vocabulary, do_lower_case=False, strip_accents=False,
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(folder)  # fmt: skip
    config = transformers.ModernBertConfig(
        vocab_size=len(vocabulary), max_position_embeddings=64, classifier_pooling="mean",
        pad_token_id=0, bos_token_id=2, cls_token_id=2, eos_token_id=3, sep_token_id=3, **SMALL,
    )  # fmt: skip
    transformers.ModernBertForMaskedLM(config).save_pretrained(folder)
    return folder


MAKERS: Mapping[str, Callable[[Path], Path]] = {
    "banglabert": banglabert,
    "muril": muril,
    "xlmr": xlmr,
    "modernbert": modernbert,
}


def row(number: int, title: str, text: str, names: Mapping[str, str]) -> dict[str, Any]:
    """A labelled article; names as they are first written → what they are labelled."""
    body = f"{title}\n{text}"
    mentions = [
        {
            "start": body.index(name), "end": body.index(name) + len(name), "label": label,
            "id": f"x-{index}", "event": 0 if label in ("affected", "reported") else None,
            "outside": "নেট" in name,
        }
        for index, (name, label) in enumerate(names.items())
    ]  # fmt: skip
    event = {
        "primary": True, "services": [], "services_reported": [], "type": "outage",
        "status": "ongoing", "cause": None, "scope": [], "start": None, "end": None,
        "duration": None,
    }  # fmt: skip
    down = "affected" in names.values()
    return {
        "id": f"t-{number}", "title": title, "text": text, "published_at": "2024-03-05T22:00",
        "outage": down, "events": [event] if down else [], "mentions": mentions,
    }  # fmt: skip


#: য় in both encodings, joiners inside and between words, Latin, Bangla and other digits.
ROWS = [
    row(1, "ফেসবুক ডাউন", "রাত ৯টা থেকে মেসেঞ্জারে ঢোকা যায়নি। কেব্\u200cলও বন্ধ হয\u09bcেছে।",
        {"ফেসবুক": "affected", "মেসেঞ্জারে": "affected"}),
    row(2, "‘দ্বীপ নেট’ বন্ধ", "রাত থেকে দ্বীপ নেটের সেবা বন্ধ। ফেসবুকে জানায\u09bc তারা।",
        {"দ্বীপ নেট": "affected", "ফেসবুকে": "source"}),
    row(3, "বৃষ্টি হবে আজ", "সারা দিন বৃষ্টি। ফেসবুকে ছবি।", {"ফেসবুকে": "unaffected"}),
    row(4, "খেলা আজ রাতে", "খেলা হবে রাত ৮টায়।", {}),
    row(5, "ইনস্টাগ্রাম ডাউন", "ইনস্টাগ্রামে ঢোকা যাচ্ছে না। হোয\u09bcাটসঅ্যাপ সচল।",
        {"ইনস্টাগ্রাম": "affected", "হোয\u09bcাটসঅ্যাপ": "unaffected"}),
    row(6, "মেসেঞ্জার বন্ধ", "মেসেঞ্জার সেবা রাত থেকে বন্ধ।", {"মেসেঞ্জার": "affected"}),
]  # fmt: skip


def corpus(folder: Path) -> Path:
    """A folder with train.jsonl and dev.jsonl."""
    folder.mkdir()
    lines = [json.dumps(row, ensure_ascii=False) for row in ROWS]
    (folder / "train.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "dev.jsonl").write_text("\n".join(lines[:4]) + "\n", encoding="utf-8")
    return folder


def settings(**changed: Any) -> dict[str, Any]:
    """`[transformer]` for tiny models: two epochs of one or two steps."""
    task = {
        "length": 48, "stride": 8, "batch_tokens": 512, "rate": 1e-3, "epochs": 2, "patience": 2,
        "warmup": 0.1, "decay": 0.01,
    }  # fmt: skip
    return {
        "encoder": "unset", "download": False, "normaliser": "auto", "seed": 3,
        "tasks": ["report", "names", "roles"], "share": {"report": 1.0, "roles": 1.0},
        "least_name": 0.5, "report": task, "names": task, "roles": task, **changed,
    }  # fmt: skip
