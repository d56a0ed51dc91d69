"""Pictures that come near the trade and are none of it: (what it is, caption, what stands in the picture)."""

NEAR_MISSES = (
    ("own wardrobe", "Beberes lemari", "PRELOVED PRIBADI\nJARANG DIPAKAI\n50 RIBU"),
    ("local preloved", "Preloved lokal aja kak", "BAJU BEKAS PAKAI\nSENDIRI, MULUS"),
    ("news", "Liputan siang", "BEA CUKAI SITA\n200 BAL PAKAIAN BEKAS"),
    ("news of a burning", "Kabar hari ini", "KEMENDAG BAKAR\nPAKAIAN BEKAS IMPOR"),
    ("laundry", "Promo minggu ini", "LAUNDRY KILOAN\n7 RIBU PER KILO"),
    ("new clothes", "Produksi sendiri", "GAMIS BARU\nKONVEKSI BANDUNG\nREADY STOK"),
    ("new imports", "Resmi ya kak", "SEPATU BARU IMPOR\nGARANSI RESMI"),
    ("fabric", "Toko kain", "KAIN KATUN ROL\nJEPANG ASLI\nGROSIR METERAN"),
    ("futsal", "Mabar yuk", "BAL BALAN\nMINGGU SORE\nLAPANGAN DESA"),
    ("medicine", "Stok apotek", "SEGEL UTUH\nOBAT BATUK ASLI"),
    ("phone", "Second mulus", "IPHONE BEKAS\nSEGEL IMEI AMAN\n2 JUTA"),
    ("motorbike", "Dijual cepat", "MOTOR BEKAS 2019\nSURAT LENGKAP"),
    ("donation", "Yuk berbagi", "DONASI PAKAIAN\nLAYAK PAKAI\nUNTUK KORBAN BANJIR"),
    ("campaign", "Jaga bumi kita", "KURANGI LIMBAH\nTEKSTIL, TUKAR BAJU"),
    ("opinion", "Menurutku sih", "THRIFTING ITU\nMERUSAK UMKM?"),
    ("question", "Mau tanya", "KENAPA BAJU BEKAS\nIMPOR DILARANG?"),
    ("lecture", "Webinar gratis", "HUKUM IMPOR\nPAKAIAN BEKAS\nSABTU 19.00"),
    ("scrap", "Kami jemput", "BELI KARDUS BEKAS\nBESI TUA"),
    ("rice", "Panen raya", "BERAS KARUNG\n50 KG SIAP KIRIM"),
    ("restaurant", "Menu baru", "CEKER AYAM PEDAS\nBUKA TIAP HARI"),
)
