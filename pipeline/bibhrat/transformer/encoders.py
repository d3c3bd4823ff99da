"""Encoders and tokenizers from a folder or by hub name, safe weights only.

Whatever cannot be used is told in one line: what is missing, where it was looked for, and
what to do. Nothing is downloaded unless asked for, no code of a model's folder runs, and
pickled weights are refused (`bibhrat transformer convert` makes safe ones of them).
"""

import re
from pathlib import Path
from typing import Any

import orjson

from bibhrat.errors import StopError
from bibhrat.extras import need
from bibhrat.transformer import libraries

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(?:/[\w.-]+)?")
_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_PICKLED = "pytorch_model.bin"
_TOKENIZERS = ("tokenizer.json", "vocab.txt", "sentencepiece.bpe.model", "spiece.model")
_NEEDED = ["*.json", "*.safetensors", "vocab.txt", "*.model"]


def find(name: str, *, download: bool = False) -> Path:
    """The folder of an encoder.

    Args:
        name: a folder, or a name of the Hugging Face hub ("google/muril-base-cased"), which is
            looked for in the local cache.
        download: whether a hub name that is not in the cache may be downloaded.

    Raises:
        StopError: there is no such encoder, or its folder lacks something or has no safe weights.
    """
    folder = Path(name)
    if not folder.is_dir():
        if not _HUB_NAME.fullmatch(name) or folder.exists():
            raise StopError(f"{name}: no such folder, and no name of the Hugging Face hub")
        folder = _from_hub(name, download=download)
    return _checked(folder, name)


def _from_hub(name: str, *, download: bool) -> Path:
    hub = need("huggingface_hub", "transformers", "a transformer model")
    try:
        return Path(
            hub.snapshot_download(name, allow_patterns=_NEEDED, local_files_only=not download)
        )
    except Exception as error:
        # The hub's client raises OSError, ValueError and the errors of its HTTP library.
        reason = "cannot be downloaded here" if download else "is not on this machine"
        detail = f" ({type(error).__name__})" if download else ""
        raise StopError(
            f"encoder {name} {reason}{detail}: where there is a network, run 'hf download {name} "
            "--local-dir FOLDER', bring FOLDER here and name it instead"
        ) from None


def _checked(folder: Path, name: str) -> Path:
    config = folder / "config.json"
    try:
        kind = orjson.loads(config.read_bytes())["model_type"]
    except OSError:
        raise StopError(f"{folder}: no config.json, so no encoder {name}") from None
    except (ValueError, KeyError, TypeError):
        raise StopError(f"{config}: no description of a model: model_type is missing") from None
    if not isinstance(kind, str):
        raise StopError(f"{config}: model_type: expected a string, got {kind!r}")
    if not any((folder / file).is_file() for file in _TOKENIZERS):
        raise StopError(f"{folder}: no tokenizer; one of {', '.join(_TOKENIZERS)} is needed")
    if not any((folder / file).is_file() for file in _WEIGHTS):
        if (folder / _PICKLED).is_file():
            raise StopError(
                f"{folder / _PICKLED}: pickled weights are not read; make safe ones of them with "
                f"'bibhrat transformer convert {folder}'"
            )
        raise StopError(
            f"{folder}: no weights; {_WEIGHTS[0]} is needed ('hf download {name} --local-dir "
            "FOLDER', then 'bibhrat transformer convert FOLDER' where it has only "
            f"{_PICKLED})"
        )
    return folder


def tokenizer(folder: Path) -> Any:
    """The tokenizer of a checked folder.

    Raises:
        StopError: it cannot be read, gives no offsets, or loses Bangla vowel signs.
    """
    auto = libraries.transformers().AutoTokenizer
    found = _loaded(folder, "tokenizer", lambda: auto.from_pretrained(
        str(folder), local_files_only=True, trust_remote_code=False, use_fast=True
    ))  # fmt: skip
    if not found.is_fast:
        raise StopError(f"{folder}: its tokenizer gives no offsets; a fast one is needed")
    normalizer = found.backend_tokenizer.normalizer
    if normalizer is not None and "\u09c1" not in normalizer.normalize_str("কু"):
        raise StopError(
            f"{folder}: its tokenizer drops Bangla vowel signs; set do_lower_case and "
            "strip_accents to false in tokenizer_config.json"
        )
    return found


def model(folder: Path, head: str, **settings: Any) -> Any:
    """A model with a head, in evaluation mode.

    Args:
        folder: a checked folder.
        head: a class of transformers such as "AutoModelForTokenClassification".
        settings: for its configuration, such as id2label.

    Raises:
        StopError: the weights do not fit the configuration, or are of no known kind.
    """
    auto = getattr(libraries.transformers(), head)
    found = _loaded(folder, "weights", lambda: auto.from_pretrained(
        str(folder), local_files_only=True, trust_remote_code=False, use_safetensors=True,
        attn_implementation="eager", **settings,
    ))  # fmt: skip
    return found.eval()


def _loaded(folder: Path, what: str, load: Any) -> Any:
    try:
        return load()
    except StopError:
        raise
    except Exception as error:
        # Whatever a broken file makes of a library: KeyError, RuntimeError, safetensors' own.
        told = " ".join(str(error).split())[:200]
        raise StopError(f"{folder}: {what} cannot be read: {told}") from None


def positions(found: Any, folder: Path) -> int:
    """How many tokens an encoder reads at once.

    XLM-R and its kin keep positions up to their padding index for themselves.
    """
    config = found.config
    most = getattr(config, "max_position_embeddings", None)
    if not isinstance(most, int):
        raise StopError(f"{folder / 'config.json'}: max_position_embeddings is missing")
    kept = config.pad_token_id + 1 if "roberta" in config.model_type else 0
    return most - int(kept)


def convert(folder: Path) -> Path:
    """Write safe weights beside pickled ones; only tensors are unpickled.

    Args:
        folder: with pytorch_model.bin, as older models of the hub have it.

    Returns:
        The new file, model.safetensors.

    Raises:
        StopError: no such file, or it holds more than tensors.
    """
    torch, tensors = libraries.torch(), libraries.safetensors()
    source, target = folder / _PICKLED, folder / _WEIGHTS[0]
    if target.exists():
        raise StopError(f"{target}: already there")
    if not source.is_file():
        raise StopError(f"{source}: no such file")
    try:
        stored = torch.load(source, map_location="cpu", weights_only=True)
    except Exception as error:
        # A pickle of anything but tensors, or no pickle at all.
        raise StopError(
            f"{source}: not converted, it holds more than tensors or is damaged "
            f"({type(error).__name__})"
        ) from None
    if not isinstance(stored, dict) or not all(map(torch.is_tensor, stored.values())):
        raise StopError(f"{source}: not converted, expected a table of tensors")
    # Tied weights share memory, which the format does not have; each gets its own.
    own = {name: value.detach().clone().contiguous() for name, value in stored.items()}
    tensors.save_file(own, target, metadata={"format": "pt"})
    return target
