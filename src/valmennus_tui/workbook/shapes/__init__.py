"""The three shapes of layouts: tables of rows, repeating groups of columns, cards."""
