"""Sources: one file a provider; an API's answer becomes records, and records become facts by metric.

A source knows no story kind. Which metrics a kind's sheet takes is said by the annotations of its fields;
`generator.assembling` joins the two.
"""
