"""Handouts as Word documents (.docx)."""

from quizgen.exports.handout.word.document import render

__all__ = ["render"]
