"""Staff sign-in, second factor, additive roles, terms of office that end."""
