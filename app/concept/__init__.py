"""The integration concept: editions, principles, fields, goals, measures, indicators, resources, bodies."""
