"""Support for the tests: hand-made workbooks, a quirk mutator for xlsx files, hostile files."""
