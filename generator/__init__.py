"""Neurowire: news articles from structured facts, every sentence checked against them."""

__version__ = "0.1.0"
