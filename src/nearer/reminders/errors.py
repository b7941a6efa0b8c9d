"""How a sending can fail. Any other exception leaves open whether it arrived."""


class NotSent(Exception):
    """It did not go, for certain."""


class Gone(NotSent):
    """There is nobody at that address any more, and never will be."""
