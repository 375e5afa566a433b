"""Days that never were: citizens and clerks on paper, through the real rules, to see what a setting would do."""
