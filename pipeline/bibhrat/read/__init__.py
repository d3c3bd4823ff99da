"""Readers: from files to articles, one bad line never costing another."""

from bibhrat.read.jsonl import Rejection, read_jsonl

__all__ = ["Rejection", "read_jsonl"]
