"""Benchmarks: ``python3 dev.py bench``. They print; they judge nothing."""
