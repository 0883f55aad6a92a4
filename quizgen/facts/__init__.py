"""Deck text -> FactBase."""
