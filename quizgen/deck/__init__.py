"""The text of a deck -> a FactBase, or what is wrong with it and where."""
