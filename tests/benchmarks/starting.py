"""P13 and P14: what the command line costs, against `import openai`."""

from __future__ import annotations

from tests.benchmarks.measuring import Figure, command_seconds, paired
from tests.conftest import CHINA, ROOT


def _import_openai() -> float:
    return command_seconds("-c", "import openai")


def p13() -> Figure:
    """`neurowire --help`."""
    figures = paired(lambda: command_seconds("-m", "generator", "--help"), _import_openai)
    return Figure("P13", "neurowire --help / import openai", *figures, 0.13, 0.06)


def p14() -> Figure:
    """One template draft with its check."""
    sheet = str(CHINA.relative_to(ROOT))
    figures = paired(lambda: command_seconds("-m", "generator", "draft", sheet), _import_openai)
    return Figure("P14", "neurowire draft SHEET / import openai", *figures, 0.45, 0.30)
