"""The engine: what may this person do now, what may this person see now, and every write that follows."""
