"""What stops Nearer from starting, said to the person who runs it."""


class Problem(Exception):
    """One sentence about what is wrong and what to do. Shown without a traceback."""
