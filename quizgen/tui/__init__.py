"""Show questions and read replies, at a terminal or line by line without one."""
