"""What one can look at beside the way to a ticket: languages, themes, a search, what to bring, the hall's map."""
