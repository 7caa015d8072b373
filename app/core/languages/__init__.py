"""Languages: which there are (locales), texts of people in several of them (content), catalogues (catalogues)."""
