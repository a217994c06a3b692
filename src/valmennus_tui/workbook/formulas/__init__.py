"""Formulas: what they read, what depends on an edit, and new results where they are certain."""
