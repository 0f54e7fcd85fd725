"""Scores of the check on labelled data sets: `python -m tests.evals [SET ...] --folder DIR`."""
