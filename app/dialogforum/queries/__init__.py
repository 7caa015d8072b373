"""What can be read in this room, by part.

Import the part you need: app.dialogforum.queries.cards, …
"""
