"""The rules of the validator, one module for each kind; a rule yields findings, never stops.

A finding is a pair: the field at fault and what is wrong with it.
"""

Finding = tuple[str, str]
