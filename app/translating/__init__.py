"""How texts of people travel between languages."""
