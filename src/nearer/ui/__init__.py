"""How it looks: templates, components, one stylesheet, three small scripts. Knows no feature."""
