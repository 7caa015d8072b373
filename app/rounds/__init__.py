"""The yearly round: phases, dates, targets."""
