"""The Dialogforum: paper, the hall, the day itself and what stays of it."""
