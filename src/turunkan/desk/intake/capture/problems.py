"""What can keep a page from being saved: a stable code and a sentence for people."""

from enum import StrEnum

from turunkan.core.vocab import SkipThis, Wording


class Problem(StrEnum):
    """Why a page, or a part of it, was not reached or not saved whole."""

    NO_WEB_ADDRESS = "no-web-address"  # no http(s) address, or one that hides where it leads
    HOST_NOT_ALLOWED = "host-not-allowed"  # the page's host is not on the list
    PORT_NOT_ALLOWED = "port-not-allowed"
    REFUSED_ADDRESS = "refused-address"  # leads into a private network
    NOT_FOUND = "not-found"  # the name has no address
    UNREACHABLE = "unreachable"  # nobody answers there, or breaks off
    TLS = "tls"  # the certificate or the encryption is not in order
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"  # more bytes, connections or requests than the limits let through
    NO_PAGE = "no-page"  # the address gives a file or nothing, and no page
    MOVED = "moved"  # the page went elsewhere while it was looked at, each time
    BROWSER = "browser"  # the browser is missing, or stopped

    @property
    def says(self) -> Wording:
        """The sentence for people."""
        return _SAYS[self]


_SAYS = {
    Problem.NO_WEB_ADDRESS: Wording(
        id="Bukan alamat web biasa (http:// atau https:// dengan nama host, tanpa nama pengguna).",
        en="No plain web address (http:// or https:// with a host name, and no user name).",
    ),
    Problem.HOST_NOT_ALLOWED: Wording(
        id="Host ini tidak ada dalam daftar yang boleh ditangkap; admin dapat menambahkannya.",
        en="This host is not on the list of what may be captured; an administrator can add it.",
    ),
    Problem.PORT_NOT_ALLOWED: Wording(
        id="Hanya port web yang biasa (80 dan 443) yang dibuka.", en="Only the usual ports of the web (80, 443)."
    ),
    Problem.REFUSED_ADDRESS: Wording(
        id="Alamat ini menuju jaringan pribadi, maka ditolak.",
        en="This address leads into a private network, so it was refused.",
    ),
    Problem.NOT_FOUND: Wording(
        id="Nama host ini tidak ditemukan.", en="There is no such host name, or it could not be looked up."
    ),
    Problem.UNREACHABLE: Wording(
        id="Server tidak menjawab atau memutus sambungan; dicoba lagi nanti.",
        en="The server does not answer, or broke off; it is tried again later.",
    ),
    Problem.TLS: Wording(
        id="Sertifikat atau enkripsi server tidak beres, maka halamannya tidak dibuka.",
        en="The server's certificate or encryption is not in order, so the page was not opened.",
    ),
    Problem.TIMEOUT: Wording(
        id="Halaman tidak selesai dimuat pada waktunya; yang ada disimpan.",
        en="The page did not finish in time; what was there is kept.",
    ),
    Problem.TOO_LARGE: Wording(
        id="Halaman lebih besar daripada batas; yang ada sampai batas itu disimpan.",
        en="The page is larger than the limit; what came before it is kept.",
    ),
    Problem.NO_PAGE: Wording(
        id="Alamat ini memberi berkas atau tidak memberi apa pun, bukan halaman.",
        en="This address gives a file or nothing at all, and no page.",
    ),
    Problem.MOVED: Wording(
        id="Halaman berpindah sendiri selagi dilihat; gambar dan teksnya mungkin dari halaman berbeda.",
        en="The page went elsewhere while it was looked at; picture and text may be of different pages.",
    ),
    Problem.BROWSER: Wording(
        id=(
            "Peramban tidak dapat dijalankan. Pasang Chromium (Debian: apt-get install chromium) dan "
            'bagian tangkapan (pip install "turunkan[capture]"), atau sebut tempatnya di TURUNKAN_CHROMIUM.'
        ),
        en=(
            "The browser could not be run. Install Chromium (Debian: apt-get install chromium) and the capture "
            'part (pip install "turunkan[capture]"), or name its place in TURUNKAN_CHROMIUM.'
        ),
    ),
}


class NotReached(SkipThis):
    """One place is not reached; `address` is the one that was refused, where a name led to it."""

    def __init__(self, problem: Problem, what: str, address: str = "") -> None:
        super().__init__(f"{problem}: {what}", problem.says)
        self.problem = problem
        self.address = address
