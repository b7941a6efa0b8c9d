"""The content, typed: exercises and cards as files, read once at start into frozen models."""
