"""Indicators of the service: how many, how soon, how lasting, each with the records behind it."""
