"""Settings, the root URLs, and the server's front door. No rules of the product live here."""
