"""The command line: one module a command; stdout is data, stderr is words."""
