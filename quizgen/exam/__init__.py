"""A quiz -> what is printed on paper: versions, codes, class lists."""
