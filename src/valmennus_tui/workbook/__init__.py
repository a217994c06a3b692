"""Excel files: reading them raw, editing single cells without touching anything else, saving safely."""
