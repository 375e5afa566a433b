"""People who sign in (人员): who they are, their passwords, their sessions, and the record of what was done."""
