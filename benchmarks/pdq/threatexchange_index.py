"""The other contestant: the PDQ index of the package `threatexchange`, in a virtual environment of its own."""

import json
import sys
import time
from pathlib import Path

from threatexchange.signal_type.pdq.pdq_index import PDQIndex

task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
begun = time.perf_counter()
index = PDQIndex((text, place) for place, text in enumerate(task["hashes"]))
loaded = time.perf_counter() - begun
seconds, found = [], []
for text in task["queries"]:
    begun = time.perf_counter()
    matches = index.query(text)
    seconds.append(time.perf_counter() - begun)
    found.append(sorted((match.metadata, match.similarity_info.distance) for match in matches))
json.dump({"load": loaded, "seconds": seconds, "found": found}, sys.stdout)
