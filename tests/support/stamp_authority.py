"""A time stamp authority on loopback: OpenSSL's own, behind a small server (RFC 3161, 3.4)."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

_CONFIG = """\
[tsa]
default_tsa = tsa1
[tsa1]
dir = {folder}
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = sha256
[stamping]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
"""


class StampAuthority:
    """Certificates and a configuration in a folder; `root` is the file that others trust."""

    def __init__(self, folder: Path, *, sends_chain: bool = False) -> None:
        self.sends_chain = sends_chain
        self.folder, self.root = folder, folder / "root.pem"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ts.cnf").write_text(_CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        config = ["-config", "ts.cnf"]
        (folder / "req.cnf").write_text(f"{_CONFIG.format(folder=folder)}\n[req]\ndistinguished_name=dn\n[dn]\n")
        config = ["-config", "req.cnf"]
        self._run("req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-days", "30",
                  "-subj", "/CN=Otoritas Contoh", "-extensions", "root", *config)  # fmt: skip
        self._run("req", "-new", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Cap Contoh", *config)
        self._run("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
                  "-out", "tsa.pem", "-days", "30", "-extfile", "req.cnf", "-extensions", "stamping")  # fmt: skip

    def reply(self, request: bytes) -> bytes:
        """The response to a request, both DER."""
        (self.folder / "request.tsq").write_bytes(request)
        chain = ["-chain", "root.pem"] if self.sends_chain else []
        self._run("ts", "-reply", *chain, "-queryfile", "request.tsq", "-config", "ts.cnf", "-out", "reply.tsr")
        return (self.folder / "reply.tsr").read_bytes()

    def verifies(self, data: Path, stamp: Path) -> bool:
        """Whether `openssl ts -verify` accepts a stamp on a file."""
        command = ["openssl", "ts", "-verify", "-data", data, "-in", stamp, "-CAfile", self.root]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _run(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


@contextmanager
def served(authority: StampAuthority, *, tampers: bool = False, status: int = 200) -> Iterator[str]:
    """The authority's address while it is on the air; one that `tampers` stamps something else."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            if tampers:
                request = request[:-40] + bytes(byte ^ 1 for byte in request[-40:-35]) + request[-35:]
            body = authority.reply(request) if status == 200 else b""
            self.send_response(status)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
