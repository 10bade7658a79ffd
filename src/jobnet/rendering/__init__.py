"""How it is worded and how it looks: templates, formats, local habits."""
