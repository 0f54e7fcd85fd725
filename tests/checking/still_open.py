"""Cases of these tests that the check does not pass yet, each with the reason. Take a line out when it is mended."""

from __future__ import annotations

OPEN: dict[tuple[str, str], str] = {
    ("test_table.py", "[agency | August -> July]"): "found, without the right month",
    ("test_hostile.py", "test_the_right_figure_in_disguise_passes[words]"): "one dollar and sixty cents is read as two",
}
