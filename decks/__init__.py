"""The decks that ship with quizgen: a fact base in YAML (CC0-1.0)."""
