"""Forms of this room, by part.

Import the part you need: app.dialogforum.forms.cards, …
"""
