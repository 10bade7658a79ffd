"""The second stage: tests that want programs of hundreds of megabytes. They run only where they are named.

`pytest tests/heavy` runs them; a program that is missing fails them (`tests/heavy.txt` lists the Debian packages).
"""
