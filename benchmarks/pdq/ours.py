"""One contestant, in a process of its own: turunkan's PdqIndex. Reads a JSON file, writes JSON to stdout."""

import json
import sys
import time
from pathlib import Path

from turunkan.core.media.pdq_index import PdqIndex, packed

task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
begun = time.perf_counter()
index = PdqIndex(packed(task["hashes"]))
loaded = time.perf_counter() - begun
seconds, found = [], []
for text in task["queries"]:
    begun = time.perf_counter()
    matches = index.search(packed([text]))
    seconds.append(time.perf_counter() - begun)
    found.append(sorted((match.place, match.distance) for match in matches))
json.dump({"load": loaded, "seconds": seconds, "found": found}, sys.stdout)
