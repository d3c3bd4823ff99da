"""A tagger's file → the bytes of its CRFsuite model. Nothing in the file is executed.

bnlp's trainer pickles a `sklearn_crfsuite.CRF`, and reading a pickle can run anything. But the
model itself lies in the pickle as one string of bytes, which `pickletools` finds without
building a single object.
"""

import pickletools
import struct
from pathlib import Path

from bibhrat.errors import StopError

_MAGIC, _HEADER = b"lCRF", 48  # bytes; its size is the second number of the header


def crfsuite_bytes(path: str | Path) -> bytes:
    """The CRFsuite model in a file: the model itself, or what bnlp's trainer wrote.

    Raises:
        StopError: the file cannot be read, or there is no whole model in it.
    """
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise StopError(f"{path}: cannot be read: {error.strerror or error}") from None
    model = raw if raw.startswith(_MAGIC) else _pickled(raw)
    if model is None:
        raise StopError(f"{path}: neither a CRFsuite model nor a pickle that holds one")
    size = struct.unpack_from("<I", model, 4)[0] if len(model) >= _HEADER else None
    if size != len(model):
        raise StopError(f"{path}: the CRFsuite model is cut off or broken")
    return model


def _pickled(raw: bytes) -> bytes | None:
    try:
        for _, argument, _ in pickletools.genops(raw):
            if isinstance(argument, bytes) and argument.startswith(_MAGIC):
                return argument
    except (ValueError, IndexError, struct.error):  # no pickle, or the end of one is missing
        pass
    return None
