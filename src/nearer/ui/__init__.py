"""How it looks: templates, components, one stylesheet, a few small scripts that leave as one file. Knows no feature."""
