"""Accounts, sign-in, devices, pairing and leaving. Nothing here knows what people write."""
