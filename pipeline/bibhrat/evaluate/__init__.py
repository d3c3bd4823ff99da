"""Scores against labelled articles: one set of scorers for gate, command and report.

`gold` reads the labels, `systems` and `baselines` what is to be judged; `timexes`, `spans`,
`slots` and `calibration` count right and wrong for each article; `metrics` turns counts into
scores, `bootstrap` into intervals and tests; `table` and `report` show them, `gate` compares
them with floors. docs/evaluation.md defines every score.
"""
