"""What the tables show: rows and columns as text and tone, without widgets."""
