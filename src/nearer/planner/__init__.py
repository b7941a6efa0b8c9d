"""Plans of two people as calendar files, and the private address that a calendar program asks. docs/calendar.md."""
