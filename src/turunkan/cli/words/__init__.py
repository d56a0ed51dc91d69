"""Words: what the commands say, in Indonesian and English; one table a command, and what they share."""
