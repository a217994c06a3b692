"""The building blocks of the screens: tables, fields, bars."""
