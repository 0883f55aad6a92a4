"""Patterns x FactBase -> bindings: what surely holds, and what is at least possible."""
