"""The service as plain data and pure rules: no files, no screens, no clock of its own."""
