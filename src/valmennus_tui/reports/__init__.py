"""Reports as workbooks, documents, tables and text: one model, one writer for each kind of file."""
