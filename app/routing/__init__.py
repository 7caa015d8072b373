"""How a contribution finds its way to networks, and back."""
