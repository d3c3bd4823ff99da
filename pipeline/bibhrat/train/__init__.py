"""Training: labelled articles → models/bn_outage. Needs the extra `bibhrat[train]`."""

from bibhrat.train.linear_models import train

__all__ = ["train"]
