"""The one place that imports bnlp: without network, without output, without its `tests`.

`import bnlp` looks for the sentence splitter of nltk, which bibhrat does not use, and where it
is missing has nltk download it and says so on standard output. For the time of the import
nltk's download does nothing. The top-level package `tests` that bnlp-toolkit installs is never
imported.
"""

import io
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from threading import Lock
from typing import Any

from bibhrat.extras import need

_LOCK = Lock()


@cache
def module(name: str, what: str) -> Any:
    """Import a module of bnlp.

    Args:
        name: dotted name ("bnlp.tokenizer.basic").
        what: what asks for it, for the message.

    Raises:
        StopError: bnlp-toolkit is not installed.
    """
    mock = import_module("unittest.mock")  # brings asyncio: not for those who only read articles
    with _LOCK:
        nltk = need("nltk", "bnlp", what)
        with (
            mock.patch.object(nltk, "download", return_value=False),
            redirect_stdout(io.StringIO()),
        ):
            need("bnlp", "bnlp", what)
        return import_module(name)
