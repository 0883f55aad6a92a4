"""The log of all answers, when each question is due, and what it says of a learner."""
