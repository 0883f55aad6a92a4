"""What is seen and typed at a terminal, or line by line without one."""
