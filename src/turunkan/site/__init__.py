"""Site: settings, addresses and the server that put the desk on the air."""
