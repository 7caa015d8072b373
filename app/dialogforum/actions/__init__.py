"""What people do in this room, by part: one function for each button.

Import the part you need: app.dialogforum.actions.cards, …
"""
