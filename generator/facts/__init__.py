"""Facts: what may be said. Values, entities, sources, the sheet, its ledger, and formulas over it."""
