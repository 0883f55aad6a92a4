"""What a learner remembers: the log of all answers, and what it asks for today."""
