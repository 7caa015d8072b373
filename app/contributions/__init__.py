"""What residents send, and the code that opens it."""
