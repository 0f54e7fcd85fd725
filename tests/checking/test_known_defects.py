"""Each known defect of automated market stories is found, and the same story told right passes."""

import pytest

from generator.article import Report
from tests.checking.known_defects import DEFECTS, Defect
from tests.checking.shelf import against, at, checked, told


def _report(defect: Defect, text: str) -> Report:
    return checked(text, defect.facts) if isinstance(defect.facts, str) else against(text, defect.facts)


def _rows(right: bool) -> list[object]:
    rows = []
    for name, defect in DEFECTS.items():
        marks = [pytest.mark.xfail(strict=True, reason=defect.not_yet)] if defect.not_yet and not right else []
        if not right or defect.right:
            rows.append(pytest.param(defect, id=name, marks=marks))
    return rows


@pytest.mark.parametrize("defect", _rows(False))
def test_a_known_defect_is_found(defect: Defect) -> None:
    report = _report(defect, defect.text)
    assert at(report, defect.text, defect.words), told(report)


@pytest.mark.parametrize("defect", _rows(True))
def test_the_story_told_right_passes(defect: Defect) -> None:
    report = _report(defect, defect.right)
    assert not report.findings, told(report)
