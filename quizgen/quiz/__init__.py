"""Questions -> a balanced quiz, a pass over it, and what a reply is worth."""
