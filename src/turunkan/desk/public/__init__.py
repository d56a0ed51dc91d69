"""Public: pages without login: the answer page of a letter, and the verification of one."""
