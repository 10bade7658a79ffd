"""Fuzzers that stay: hostile folders, spellings of an employer, address books (see README.md)."""
