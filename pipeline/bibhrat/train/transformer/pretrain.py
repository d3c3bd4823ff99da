"""A small encoder from nothing: vocabulary and masked language model, from text that one may use.

In go labelled articles and files of text; out comes a folder that transformers loads as any
other ModernBERT (config.json, tokenizer.json, model.safetensors), with bibhrat.json beside it.

ModernBERT and not BERT: BERT normalises after each layer and starts with weights of 0.02, which
in a layer as narrow as ours lets next to nothing pass from one token to another, and its first
token alone is classified. From small weights it learned little of what it was told.
ModernBERT normalises before each layer, and can classify the mean of all tokens.
"""

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.train.transformer.batches import bucketed, tensors
from bibhrat.train.transformer.loop import Job, fit
from bibhrat.train.transformer.settings import Pretraining
from bibhrat.transformer import libraries
from bibhrat.transformer.normalise import NORMALISERS

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_SENTENCE = re.compile(r"[^\n।?!]+[।?!]?")
_IGNORED = -100


def pretrain(
    settings: Pretraining,
    corpus: Path,
    more: Sequence[Path],
    target: Path,
    report: Callable[[str], None],
) -> dict[str, float]:
    """Train an encoder.

    Args:
        settings: `[encoder]` of a training file.
        corpus: folder with train.jsonl.
        more: further text: .txt a line each, .jsonl with `text`, .conll a word a line; .gz of each.
        target: folder for the encoder.
        report: told of progress.

    Returns:
        `loss` on held-out text, in nats a masked token; `weights` and `tokens` as counts.

    Raises:
        StopError: a library is missing, or a file cannot be read.
    """
    torch, transformers = libraries.torch(), libraries.transformers()
    normalise = NORMALISERS[settings.normaliser]
    texts = [normalise(t).text for t in (*_articles(corpus / "train.jsonl"), *_lines(more))]
    target.mkdir(parents=True, exist_ok=True)
    tokenizer = _vocabulary(texts, settings.vocabulary)
    pieces = _pieces(tokenizer, texts, settings.length)
    every = max(2, round(1 / settings.held_out))
    held, seen = pieces[::every], [p for n, p in enumerate(pieces) if n % every]
    report(f"encoder: {len(texts):,} texts, {sum(map(len, pieces)):,} tokens")
    torch.manual_seed(settings.seed)
    model = transformers.ModernBertForMaskedLM(_config(settings, tokenizer))
    size = sum(p.numel() for p in model.parameters())
    report(f"encoder: {size:,} weights")
    lengths = [len(piece) for piece in seen]
    training = settings.training

    def batches(epoch: int) -> list[Any]:
        order = settings.seed * 10_007 + epoch
        groups = bucketed(lengths, training.batch_tokens, order)
        return [_masked([seen[i] for i in g], tokenizer, settings.masked, order + n)
                for n, g in enumerate(groups)]  # fmt: skip

    fixed = bucketed([len(piece) for piece in held], training.batch_tokens, settings.seed)
    measured = [
        _masked([held[i] for i in g], tokenizer, settings.masked, n) for n, g in enumerate(fixed)
    ]

    def measure(current: Any) -> float:
        with torch.no_grad():
            losses = [float(masked_loss(current, batch)) for batch in measured]
        return -sum(losses) / len(losses)

    identity = blake2b(orjson.dumps([settings.model_dump(), pieces]), digest_size=12).hexdigest()
    job = Job("encoder", model, batches, masked_loss, measure, identity)
    done = fit(job, training, settings.seed, target / "checkpoint", report)
    model.save_pretrained(target)
    tokenizer.save_pretrained(target)
    (target / "bibhrat.json").write_bytes(orjson.dumps({"normaliser": settings.normaliser}) + b"\n")
    return {"loss": -done.best, "weights": float(size), "tokens": float(sum(lengths))}


def _config(settings: Pretraining, tokenizer: Any) -> Any:
    begin, end = tokenizer.cls_token_id, tokenizer.sep_token_id
    return libraries.transformers().ModernBertConfig(
        vocab_size=len(tokenizer), hidden_size=settings.hidden, num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads, intermediate_size=settings.intermediate,
        max_position_embeddings=settings.positions,
        layer_types=["full_attention"] * settings.layers, classifier_pooling="mean",
        attention_dropout=settings.dropout, embedding_dropout=settings.dropout,
        mlp_dropout=settings.dropout, classifier_dropout=settings.dropout,
        pad_token_id=tokenizer.pad_token_id, bos_token_id=begin, cls_token_id=begin,
        eos_token_id=end, sep_token_id=end, attn_implementation="eager",
    )  # fmt: skip


def masked_loss(model: Any, batch: Any) -> Any:
    """Cross-entropy of the masked tokens; the others are never compared with the vocabulary."""
    torch = libraries.torch()
    hidden = model.model(
        input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]
    ).last_hidden_state
    wanted = batch["labels"] != _IGNORED
    said = model.decoder(model.head(hidden[wanted]))
    return torch.nn.functional.cross_entropy(said, batch["labels"][wanted])


def _masked(pieces: Sequence[list[int]], tokenizer: Any, share: float, seed: int) -> Any:
    """A batch in which some tokens are to be guessed: 8 of 10 hidden, 1 another, 1 as it was."""
    torch = libraries.torch()
    rows = [{"input_ids": piece, "attention_mask": [1] * len(piece)} for piece in pieces]
    batch = tensors(rows, {"input_ids": tokenizer.pad_token_id})
    dice = torch.Generator().manual_seed(seed)
    ids = batch["input_ids"]
    fixed = torch.isin(ids, torch.tensor(tokenizer.all_special_ids))
    chosen = (torch.rand(ids.shape, generator=dice) < share) & ~fixed
    if not bool(chosen.any()):
        chosen = ~fixed
    how = torch.rand(ids.shape, generator=dice)
    other = torch.randint(len(_SPECIAL), len(tokenizer), ids.shape, generator=dice)
    hidden = torch.where(how < 0.8, torch.full_like(ids, tokenizer.mask_token_id), ids)
    hidden = torch.where(how >= 0.9, other, hidden)
    return {
        "input_ids": torch.where(chosen, hidden, ids),
        "attention_mask": batch["attention_mask"],
        "labels": torch.where(chosen, ids, torch.full_like(ids, _IGNORED)),
    }


def _vocabulary(texts: Sequence[str], size: int) -> Any:
    """A tokenizer with a new WordPiece vocabulary; the same texts give the same one.

    Of two pairs that are as frequent the one with lower numbers is joined first, and letters
    inside words get theirs in the order of a table that differs in every run. Named beforehand,
    they have fixed ones.
    """
    tokenizers = need("tokenizers", "transformers", "a transformer model")
    trained = tokenizers.BertWordPieceTokenizer(lowercase=False, strip_accents=False)
    letters = sorted({letter for text in texts for letter in text if not letter.isspace()})
    trained.train_from_iterator(
        texts,
        vocab_size=size,
        special_tokens=[*_SPECIAL, *(f"##{letter}" for letter in letters)],
        show_progress=False,
    )
    return libraries.transformers().BertTokenizer(
        vocab=trained.get_vocab(), do_lower_case=False, strip_accents=False,
        tokenize_chinese_chars=False, model_input_names=["input_ids", "attention_mask"],
    )  # fmt: skip


def _pieces(tokenizer: Any, texts: Sequence[str], length: int) -> list[list[int]]:
    """Token ids of runs of whole sentences, each at most `length` with its borders."""
    begin, end = tokenizer.cls_token_id, tokenizer.sep_token_id
    found: list[list[int]] = []
    for text in texts:
        sentences = [s.strip() for s in _SENTENCE.findall(text) if s.strip()]
        if not sentences:
            continue
        piece: list[int] = []
        for ids in tokenizer(sentences, add_special_tokens=False)["input_ids"]:
            own = ids[: length - 2]
            if piece and len(piece) + len(own) > length - 2:
                found.append([begin, *piece, end])
                piece = []
            piece += own
        if piece:
            found.append([begin, *piece, end])
    return found


def _articles(path: Path) -> Iterator[str]:
    for number, line in enumerate(_read(path), start=1):
        try:
            row = orjson.loads(line)
            yield f"{row['title']}\n{row['text']}"
        except (ValueError, KeyError, TypeError) as error:
            raise StopError(f"{path}:{number}: no article: {error}") from None


def _lines(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        kind = path.name.removesuffix(".gz").rpartition(".")[2]
        if kind == "jsonl":
            for number, line in enumerate(_read(path), start=1):
                try:
                    yield str(orjson.loads(line)["text"])
                except (ValueError, KeyError, TypeError):
                    raise StopError(f"{path}:{number}: text: missing, or no JSON object") from None
        elif kind == "conll":
            sentence: list[str] = []
            for line in [*_read(path), ""]:
                if line.strip():
                    sentence.append(line.split("\t")[0].strip("\ufeff"))
                elif sentence:
                    yield " ".join(sentence)
                    sentence = []
        elif kind == "txt":
            yield from _read(path)
        else:
            raise StopError(f"{path}: text: .txt, .jsonl or .conll is needed (or .gz of these)")


def _read(path: Path) -> list[str]:
    try:
        raw = path.read_bytes()
        if path.suffix == ".gz":
            raw = gzip.decompress(raw)
        return [line for line in raw.decode("utf-8").split("\n") if line or ".conll" in path.name]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise StopError(f"{path}: cannot be read: {error}") from None
