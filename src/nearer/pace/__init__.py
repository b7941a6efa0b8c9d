"""What to offer next, at the pace of the slower of two, and where they are in the eight weeks."""
