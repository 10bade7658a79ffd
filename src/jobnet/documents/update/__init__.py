"""The update: what a reader has not yet heard, what is in it for them, one or two questions (`docs/content.md` 2.3)."""

from jobnet.documents.update.composing import update_for
from jobnet.documents.update.context import Update

__all__ = ["Update", "update_for"]
