"""Targets: one module each, which knows the nouns in `model` and nothing else of ours."""
