"""People who know nothing of a subject, and guess from how questions are put.

Whatever such a guesser gets above chance, the questions give away. Each is a function of
a record of `quizgen questions --json` and knows no deck.
"""
