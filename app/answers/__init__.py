"""What networks answer."""
