"""Sites on loopback to capture: a small table of pages, a site that stands for the public web, private servers.

`toko.example` (127.0.0.77) may be captured, `cdn.example` (127.0.0.78) only lends its pictures; a Reach of these
tests permits the two addresses. On the same port listen servers at 127.0.0.1 and [::1] that nobody may ever reach.
A new page is a line in `PAGES`; `{port}` in it becomes the port of all of them.
"""

import base64
import contextlib
import hashlib
import socket
import ssl
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from turunkan.desk.intake.capture import Limits, Reach

PUBLIC, CDN, PRIVATE_4, PRIVATE_6 = "127.0.0.77", "127.0.0.78", "127.0.0.1", "::1"
QUICK = Limits(page_seconds=20, settle_seconds=3, wall_seconds=60, received_bytes=3_000_000)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc0f01f0005000201a7a4c5a70000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: status, fields and body; `chunks` gives a body bit by bit instead, `hangs` none at all."""

    status: int = 200
    body: str | bytes = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    chunks: Callable[[], Iterator[bytes]] | None = None
    hangs: bool = False


def html(title: str, body: str, head: str = "") -> str:
    """A page in Indonesian."""
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><main>{body}</main></body></html>"
    )


def to(place: str, status: int = 302) -> Page:
    """A redirect."""
    return Page(status, fields={"Location": place})


def _endless() -> Iterator[bytes]:
    yield html("Tanpa akhir", "<p>awal halaman</p>").encode().removesuffix(b"</main></body></html>")
    while True:
        yield b"<p>" + b"bal segel " * 6_000 + b"</p>"


SELLER = "gudang.contoh"
POST = "Ready bal segel jaket second import, isi 120 pcs, minat WA 0812-0000-1147"
GONE = "Maaf, konten ini tidak tersedia. Tautan mungkin rusak atau halaman telah dihapus."
PAGES: dict[str, Page] = {
    "/": Page(body=html("Toko", "<h1>Toko contoh</h1>")),
    "/post": Page(
        body=html(
            "Bal segel · toko.example",
            f'<h1>Bal segel</h1><p>{POST}</p><img src="/foto.png" alt="foto">'
            '<img src="http://cdn.example:{port}/foto.png" alt="foto dari CDN">'
            "<script>document.querySelector('main').append('Ditambahkan skrip.')</script>",
        ),
        fields={"Set-Cookie": "sesi=1", "Content-Language": "id"},
    ),
    "/foto.png": Page(body=PIXEL, fields={"Content-Type": "image/png"}),
    "/tinggi": Page(body=html("Tinggi", '<div style="height: 40000px">tinggi sekali</div>')),
    "/berkas": Page(body=b"PK", fields={"Content-Type": "application/zip", "Content-Disposition": "attachment"}),
    # redirects that are in order
    "/pendek": to("/antara"),
    "/antara": to("http://www.toko.example:{port}/post", 301),
    "/memutar": to("/memutar"),
    # what a platform answers later on
    "/berubah": Page(
        body=html("Jaket · toko.example", f"<h1>{SELLER}</h1><p>Jaket rajut baru buatan sendiri</p>")
    ),
    "/dipotong": Page(body=html("toko.example", f"<p>{SELLER}</p><p>{POST[:60]}… selengkapnya</p>")),
    "/404": Page(404, html("Tidak ditemukan", "<h1>Halaman tidak ditemukan</h1>")),
    "/410": Page(410, html("Dihapus", "<h1>Konten telah dihapus</h1>")),
    "/tidak-tersedia": Page(body=html("toko.example", f"<p>{GONE}</p>")),
    "/melanggar": Page(body=html("toko.example", "<p>Konten ini dihapus karena melanggar pedoman kami.</p>")),
    "/dihapus-sendiri": Page(410, html("toko.example", "<p>Unggahan ini dihapus oleh pemilik akun.</p>")),
    "/ke-akun": to(f"/{SELLER}"),
    f"/{SELLER}": Page(body=html(SELLER, f"<h1>{SELLER}</h1><p>120 kiriman</p><p>{POST}</p>")),
    "/cangkang": Page(body=html("toko.example", "<div id='app'></div>")),
    "/pribadi": Page(body=html("toko.example", "<p>Akun ini bersifat pribadi. Ikuti untuk melihat fotonya.</p>")),
    "/451": Page(451, html("451", "<h1>Tidak tersedia karena alasan hukum</h1>")),
    "/wilayah": Page(body=html("toko.example", "<p>Konten ini tidak tersedia di negara Anda.</p>")),
    "/masuk-dulu": to("/masuk?next=/post"),
    "/masuk?next=/post": Page(
        body=html("Masuk", '<h1>Masuk untuk melanjutkan</h1><form><input type="password" name="sandi"></form>')
    ),
    "/403": Page(403, html("Akses ditolak", "<h1>Akses ditolak</h1>")),
    "/429": Page(429, html("Terlalu sering", "<h1>Terlalu banyak permintaan</h1>"), {"Retry-After": "60"}),
    "/captcha": Page(body=html("Pemeriksaan keamanan", '<p>Buktikan Anda bukan robot</p><div class="captcha">')),
    "/500": Page(500, html("Galat", "<h1>Terjadi galat</h1>")),
    "/diam": Page(hangs=True),
    "/tanpa-akhir": Page(chunks=_endless),
    "/gambar-diam": Page(body=html("Gambar diam", f'<p>{POST}</p><img src="/diam" alt="">')),
    # pages that make themselves a nuisance
    "/dialog": Page(
        body=html("Dialog", "<p>setelah dialog</p>", "<script>alert(1);confirm(2);prompt(3);print()</script>")
    ),
    "/jendela": Page(
        body=html("Jendela", "<p>jendela</p><script>for (let i = 0; i < 5; i++) open('/post')</script>")
    ),
    "/sibuk": Page(body=html("Sibuk", "<p>sibuk</p><script>onload = () => { for (;;); }</script>")),
    # what is sent on to where it must not go
    "/ke-127": to("http://127.0.0.1:{port}/rahasia"),
    "/ke-metadata": to("http://169.254.169.254/latest/meta-data/"),
    "/ke-ipv6": to("http://[::1]:{port}/rahasia"),
    "/ke-mapped": to("http://[::ffff:127.0.0.1]:{port}/rahasia"),
    "/ke-desimal": to("http://2130706433:{port}/rahasia"),
    "/ke-oktal": to("http://0177.0.0.1:{port}/rahasia"),
    "/ke-heksa": to("http://0x7f000001:{port}/rahasia"),
    "/ke-singkat": to("http://127.1:{port}/rahasia"),
    "/ke-titik": to("http://127.0.0.1.:{port}/rahasia"),
    "/ke-nol": to("http://0.0.0.0:{port}/rahasia"),
    "/ke-lebar": to("http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1:{port}/rahasia"),  # full-width digits
    "/ke-nama": to("http://dalam.toko.example:{port}/rahasia"),  # a name on the list, at a private address
    "/ke-pengguna": to("http://toko.example@127.0.0.1:{port}/rahasia"),
    "/ke-tls": to("https://127.0.0.1:{port}/rahasia"),
    "/ke-luar": to("http://cdn.example:{port}/post"),  # public, and not on the list
    "/ke-berkas": to("file:///etc/passwd"),
    "/ke-data": to("data:text/html,halo"),
    "/berantai": to("/ke-127"),
}
# What a page may be made of, each kind at a name of its own that leads to a private address.
INSIDE = {
    "gambar": '<img src="{place}" alt="">',
    "bingkai": '<iframe src="{place}"></iframe>',
    "fetch": "<script>fetch('{place}', {mode: 'no-cors'}).catch(() => 0)</script>",
    "kirim": '<form method="post" action="{place}" target="b"></form><iframe name="b"></iframe>'
    "<script>document.forms[0].submit()</script>",
    "skrip": '<script src="{place}"></script>',
    "modul": "<script>import('{place}').catch(() => 0)</script>",
    "gaya": '<link rel="stylesheet" href="{place}">',
    "isyarat": "<script>navigator.sendBeacon('{place}', 'x')</script>",
    "pramuat": '<link rel="prefetch" href="{place}">',
    "video": '<video src="{place}" preload="auto"></video>',
    "objek": '<object data="{place}"></object>',
    "peristiwa": "<script>new EventSource('{place}')</script>",
    "soket": "<script>new WebSocket('{place}'.replace('http:', 'ws:'))</script>",
}
_STUN = (
    "<script>const p = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:{port}'}]});"
    "p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o))</script>"
)
PAGES["/isi"] = Page(
    body=html(
        "Isi",
        "<p>isi</p>"
        + "".join(
            markup.replace("{place}", f"http://{kind}.dalam.example:{{port}}/rahasia")
            for kind, markup in INSIDE.items()
        )
        + "".join(f'<iframe src="{path}"></iframe>' for path in sorted(PAGES) if path.startswith("/ke-"))
        + _STUN,
    )
)
PAGES["/berganti"] = Page(
    body=html(
        "Berganti",
        "<p>berganti</p><script>(async () => { for (let i = 0; i < 4; i++)"
        " await fetch('/post?' + i).catch(() => 0); document.title = 'selesai' })()</script>",
    )
)
_ONWARD = (
    "<p>sementara</p><div style='height: 3000px'></div>"
    "<script>addEventListener('resize', () => location.assign('{to}'), { once: true })</script>"
)
PAGES["/sementara"] = Page(body=html("Sementara", _ONWARD.replace("{to}", "/post")))  # goes on at its picture
PAGES["/gelisah"] = Page(body=html("Gelisah", _ONWARD.replace("{to}", "/gelisah?")))
PAGES["/gelisah?"] = Page(body=html("Gelisah", _ONWARD.replace("{to}", "/gelisah")))
PAGES["/isi-segarkan"] = Page(
    body=html(
        "Segarkan", "<p>isi</p>", '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{port}/rahasia">'
    )
)
PAGES["/isi-pindah"] = Page(
    body=html("Pindah", "<p>isi</p><script>location = 'http://127.0.0.1:{port}/rahasia'</script>")
)


class _Handler(BaseHTTPRequestHandler):
    """Answers from the table, one exchange a connection."""

    server: "_Server"

    def do_GET(self) -> None:
        """Answer one request."""
        self.server.hits[self.path] += 1
        page = self.server.pages.get(self.path, PAGES["/404"])
        if page.hangs:
            self.server.stopped.wait()
            return
        self.send_response(page.status)
        body = self._filled(page.body)
        fields = {"Content-Type": "text/html; charset=utf-8"} | dict(page.fields)
        if page.chunks is None:
            fields["Content-Length"] = str(len(body))
        for name, value in fields.items():
            self.send_header(name, self._filled(value).decode())
        self.end_headers()
        for chunk in page.chunks() if page.chunks else [body]:
            if self.server.stopped.is_set():
                return
            self.wfile.write(chunk)

    do_POST = do_GET  # noqa: N815  (the library's name)

    def _filled(self, text: str | bytes) -> bytes:
        if isinstance(text, bytes):
            return text
        return text.replace("{port}", str(self.server.server_address[1])).encode()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing on stderr; hits are counted."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: str, port: int, pages: Mapping[str, Page]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.pages, self.hits, self.stopped = pages, Counter[str](), threading.Event()
        self.connections = 0
        super().__init__((address, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count every connection, whatever is said on it."""
        self.connections += 1
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that broke off is no error."""


class CaptureSite:
    """`with CaptureSite() as site:` the public sites, and the private servers that count who comes."""

    def __init__(self) -> None:
        self.pages = dict(PAGES)
        self._servers = _on_one_port([PUBLIC, CDN, PRIVATE_4, PRIVATE_6], self.pages)
        self.port: int = self._servers[0].server_address[1]
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.identity = Identity("toko.example")
        self._servers.append(_Server(PUBLIC, 0, self.pages))
        self._servers[-1].socket = self.identity.around(self._servers[-1].socket)
        self.tls_port: int = self._servers[-1].server_address[1]

    def __enter__(self) -> Self:
        self._datagrams.bind((PRIVATE_4, self.port))
        self._datagrams.setblocking(False)
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for server in self._servers:
            server.stopped.set()
            server.shutdown()
            server.server_close()
        self._datagrams.close()

    @property
    def hits(self) -> Counter[str]:
        """How often each path of the site that may be captured was asked for."""
        return self._servers[0].hits

    @property
    def lent(self) -> Counter[str]:
        """The same of the site that only lends its pictures."""
        return self._servers[1].hits

    @property
    def trespasses(self) -> int:
        """Connections to the private servers, and datagrams."""
        count = sum(server.connections for server in self._servers[2:4])
        with contextlib.suppress(BlockingIOError):
            while self._datagrams.recv(2048):
                count += 1
        return count

    def url(self, path: str, host: str = "toko.example") -> str:
        """The address of a page."""
        return f"http://{host}:{self.port}{path}"

    def reach(self, **changes: Any) -> Reach:
        """What the tests let a capture reach: the shop and what is below it."""
        names = {
            "toko.example": (PUBLIC,),
            "www.toko.example": (PUBLIC,),
            "cdn.example": (CDN,),
            "dalam.toko.example": (PRIVATE_4,),
            "dalam.example": (PRIVATE_4,),
            "dua.toko.example": (PUBLIC, PRIVATE_4),
        } | {f"{kind}.dalam.example": (PRIVATE_4,) for kind in INSIDE}
        given = {"hosts": ("toko.example",), "names": names, "also": (PUBLIC, CDN)}
        given |= {"ports": (self.port, self.tls_port), "keys": (self.identity.key,)}
        return Reach(**(given | changes))


class Identity:
    """A key and a certificate that no authority signed; `key` is how a Reach names it."""

    def __init__(self, name: str) -> None:
        secret = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        builder = x509.CertificateBuilder(subject, subject, secret.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        builder = builder.not_valid_after(datetime(2056, 1, 1, tzinfo=UTC))
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        self.certificate = builder.sign(secret, hashes.SHA256())
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        self._pem = secret.private_bytes(*form) + self.certificate.public_bytes(serialization.Encoding.PEM)
        spki = secret.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.key = base64.b64encode(hashlib.sha256(spki).digest()).decode()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def around(self, listening: socket.socket) -> ssl.SSLSocket:
        """The same socket, speaking TLS."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with tempfile.NamedTemporaryFile() as file:
            file.write(self._pem)
            file.flush()
            context.load_cert_chain(file.name)
        return context.wrap_socket(listening, server_side=True, do_handshake_on_connect=False)


def _on_one_port(addresses: list[str], pages: Mapping[str, Page]) -> list[_Server]:
    """A server at each address, all on a port that is free at every one of them."""
    while True:
        servers = [_Server(addresses[0], 0, pages)]
        try:
            for address in addresses[1:]:
                servers.append(_Server(address, servers[0].server_address[1], pages))
        except OSError:
            for server in servers:
                server.server_close()
        else:
            return servers
