"""A balanced quiz from many questions, a pass over it, and what replies are worth."""
