"""Story kinds: one file a kind, with its sheet, gates and computed facts; its texts stand in the templates folder."""

from generator.kinds._reading import read_sheet
from generator.kinds._shelf import kind, names

__all__ = ["kind", "names", "read_sheet"]
