"""The webhook inbox that several articles share. They quote these files; a check compares."""
