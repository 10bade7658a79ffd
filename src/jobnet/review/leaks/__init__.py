"""The leak scan: does any form of a finished letter name what its reader may not learn?

It knows nothing of how the context was chosen (`facts/disclosure.py`): profile, reader and text are all it sees.
"""
