"""What commissioners decide, and why."""
