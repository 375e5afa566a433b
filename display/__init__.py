"""What is shown and said in the hall, and when: the announcer, the voice and the TV board."""
