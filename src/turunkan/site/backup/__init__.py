"""Backup: the whole desk as one file that depends on no database, and a desk out of such a file.

A ZIP: `tables/TABLE.jsonl`, one row a line; `store/DIGEST`, the files of sealed evidence; `media/DIGEST`, pictures
and videos of Items; `keys/…` and `heads/…`, what anybody may know of the signing keys; and `manifest.json`: size
and SHA-256 of each, and the desk's figures.
"""
