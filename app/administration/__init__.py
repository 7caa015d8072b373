"""What the office keeps in order: networks, services, rounds, texts and settings, as data with a history."""
