"""The demo: an invented office, built from invented captures through the same services that people use."""
