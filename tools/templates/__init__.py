"""Parts of the template generator (``tools/make_templates.py``)."""
