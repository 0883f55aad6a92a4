"""Templates and facts become questions: matched, grouped by stem, proved, explained.

What the other rooms need of it: `generator` binds templates and generates, `items` says
what a bound template may ask, `proofs.prove` and `assemble.make_question` do the rest.
"""
