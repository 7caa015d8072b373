"""Rules of this room, by part: plain Python.

Import the part you need: app.dialogforum.rules.cards, …
"""
