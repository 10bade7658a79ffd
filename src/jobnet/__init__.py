"""jobnet writes the letters that help people help you find work."""

__version__ = "0.1.0"
