"""The rules of the craft for single questions, as examiners know them.

Each rule is a function whose docstring is its manual; it yields what it objects to, in
words for an author. Many follow Haladyna, Downing and Rodriguez, "A Review of
Multiple-Choice Item-Writing Guidelines for Classroom Assessment", Applied Measurement in
Education 15 (2002). `registry` lists them all and says what is not asked because of them.
"""
