"""FactBase -> questions, each with its proof; and what is wrong with either."""
