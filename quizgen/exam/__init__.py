"""A teacher's test on paper: its versions, sheets and codes, outlines, and class lists."""
