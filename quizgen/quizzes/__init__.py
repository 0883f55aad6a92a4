"""Questions -> a balanced quiz, and a learner who takes it at a terminal."""
