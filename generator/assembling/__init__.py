"""Assembling: dossiers of several sources become one story's fact sheet.

A kind's annotations say which metrics its fields take; a source's facts come by metric. Dossiers are joined by
identity: a disagreement about who it is is an error, never a guess. Where two sources differ on a value it is disputed.
"""

from generator.assembling.sheets import Assembly, assemble_sheet, sheet_of
from generator.assembling.written import to_yaml

__all__ = ["Assembly", "assemble_sheet", "sheet_of", "to_yaml"]
