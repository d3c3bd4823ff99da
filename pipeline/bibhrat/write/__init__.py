"""Writers: output appears whole or not at all."""

from bibhrat.write.jsonl import LineWriter, whole_file

__all__ = ["LineWriter", "whole_file"]
