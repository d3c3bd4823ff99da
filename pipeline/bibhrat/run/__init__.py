"""Runs: `run` for one pass that writes one output; `shards` for runs that go on where they were."""

from bibhrat.run.simple import Outcome, Summary, Work, run

__all__ = ["Outcome", "Summary", "Work", "run"]
