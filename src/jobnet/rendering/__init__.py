"""How it is worded and how it looks: templates, formats, local habits."""

from jobnet.rendering.letter import Letter
from jobnet.rendering.rendering import render

__all__ = ["Letter", "render"]
