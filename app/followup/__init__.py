"""What an author does with the tracking code: read, correct, add, object, withdraw, leave."""
