"""The pack `promosi-judi-daring`: adverts are surfaced through their disguises, talk of gambling stays free.

All texts are invented, and so are the names of sites that the pack does not know.
"""

import pytest

from turunkan.core.detect import Engine
from turunkan.core.rules import load_pack
from turunkan.core.vocab import Action, Item, Label, Priority, ReasonKind

TALK = (
    "komen isinya judol semua",
    "tolong bang hapus komen judol, meresahkan",
    "hati-hati judol, uang tabungan bisa habis",
    "jangan main judi, dosa besar",
    "berantas judol sampai ke akarnya",
    "stop judi online! #stopjudionline",
    "banyak banget bot judol di kolom komentar",
    "yang promosi slot semoga cepat sadar",
    "akun slot di mana-mana, capek bacanya",
    "kena tipu slot, katanya menang tapi tidak bisa ditarik",
    "abang saya bangkrut gara-gara slot",
    "kalah terus main slot, nyesel",
    "teman kantor kecanduan judi sampai jual motor",
    "Polisi menangkap bandar slot di Bekasi",
    "Komdigi memblokir ribuan situs judi online bulan ini",
    "Menurut PPATK, perputaran uang judi online naik lagi",
    "kementerian diminta blokir situs slot",
    "pemerintah kapan serius soal judol?",
    "slot lagi slot lagi, bosan lihatnya",
    "iklan slot muncul di tengah pengajian, astaghfirullah",
    "komen slot kabeh, mending bahas videonya",
    "judi itu merusak, mending uangnya ditabung",
    "mau kaya kok lewat judi, kerja dong",
    "anak muda sekarang rusak karena judol dan pinjol",
    "admin judol kerja lembur nih",
    "laporkan saja komentar yang ada link slotnya",
    "ini yang komen judol dibayar berapa ya",
    "burung murai saya gacor tiap pagi",
    "umpan ini gacor buat mancing nila",
    "rezeki tidak akan tertukar, semangat bang",
    "semoga rezekinya lancar dan sehat selalu",
    "selamat ya timnas menang terus di kandang",
    "main di sawah waktu kecil itu seru",
    "cari di google resep soto betawi",
    "hati-hati, PULAUWIN itu penipu",
    "jangan main di VISI4D, penipu semua",
    "jangan klik ALEXIS17, itu penipuan",
    "pulau ini indah sekali, kapan-kapan ke sana",
    "nonton bioskop 4D bareng keluarga",
    "hoki banget dapat parkir di depan pintu",
    "liburan ke Mandalika, pantai dan sirkuitnya keren",
    # The words of the adverts in other mouths.
    "banyak cuan dari jualan online, alhamdulillah",
    "main di rumah nenek, menang lomba makan kerupuk",
    "situs BKN susah login, gagal daftar terus",
    "jual motor suzuki spin 125 tahun 2008",
    "harddisk WD 2 TB masih segel",
    "beli bensin di depo pertamina, antre lama",
    "jackpot! dapat diskon 90 persen di toko sebelah",
    "saldo gopay cair 50 ribu, lumayan",
    "bonus akhir tahun cair, rezeki anak soleh",
    "gacor banget suara mesin motornya",
    "mahjong itu permainan tradisional tionghoa",
    "nonton film tentang mahjong di bioskop, seru",
    "scatter plot di excel cara buatnya gimana",
    "download game di google play, seru banget mainnya",
    "menang besar di pilkada kemarin",
    "persib menang besar 5-0, gokil",
    "semoga hoki 2026",
    "rezeki 2026 semoga lancar",
    "dapat hadiah 2 juta dari kuis, hoki banget",
    "main mobile legends menang terus hari ini",
    "wd skripsi bab 3 belum kelar",
    "beli saham BBRI cuan 20 persen",
    "investasi emas profit terus tahun ini, recommended",
    "gabung grup belajar yuk, gampang kok",
    "daftar kuliah gratis, link di bawah, buruan",
    "link pendaftaran beasiswa, cek situs resmi",
    "toto wolff bilang mercedes menang",
    "minum toto susu",
    "kloset merk TOTO awet",
    "temanku menang giveaway, rezeki nomplok",
    "ketik di google jadwal kereta",
    "auto sultan kalau dapat warisan",
    "jual kaos gopek 500 ribu",
    "VISI4D itu situs judi, laporin rame-rame",
    "ini iklan 𝐕𝐈𝐒𝐈𝟒𝐃 numpang di kolom komentar, hapus bang",
    "uang saya hilang 5 juta di ALEXIS17, jangan ikut-ikutan",
    "mamajitu nggak bayar wd saya, penipu",
    "deposit di bank mandiri bunganya kecil",
    "withdraw shopee affiliate cair 300 ribu",
    "tarik tunai saldo dana bonus member baru",
    "gaji cair langsung bayar hutang",
    "zeus dewa petir yunani di film itu keren",
    "rtp itu apa ya di televisi",
    "petir merah di langit malam tadi seram",
    "slot 1 ram rusak gimana cara ganti",
    "ada slot kosong buat magang, daftar sekarang",
    "slot parkir penuh terus",
    "bandar slot ditangkap, mantap pak polisi",
    "akhirnya situs slot diblokir kominfo",
    "poker sama teman-teman pakai kacang, seru",
    "main kartu poker di rumah, yang kalah dicoret bedak",
)

ADVERTS = (
    "Keren videonya bang, sukses bareng 𝗩𝗜𝗦𝗜𝟰𝗗",
    "sore-sore santai buka ⭐ A L E X I S 1 7 ⭐",
    "𝐁𝐄𝐑𝐊𝐀𝐇𝟗𝟗 emang beda dari yang lain",
    "hasilnya nyata di 𝐴 𝙀 𝙍 О 𝟾 𝟾",
    "P͟U͟L͟A͟U͟W͟I͟N bikin lupa waktu",
    "ＰｕｌａｕＷｉｎ paling asyik",
    "p/u/l/a/u/w/i/n lagi rame",
    "🅿🆄🅻🅰🆄777 fiturnya lengkap",
    "[p][u][l][a][u][7][7][7] temannya malam minggu",
    "pul4uw1n andalan keluarga",
    "Pu Lau Tujuh Tujuh Tujuh tempatnya senang",
    "🆃🅺🅿303 hadir menemani",
    "kumpul di 𝑩 0 𝑺 𝑺 𝑾 𝑫 yuk",
    "karya anak bangsa didukung #TON4D",
    'kata temanku "coba saja KYT4D dulu, pasti senang"',
    "GA RU DA HO KI juara di hati",
    "M4mAj1tu selalu di hati",
    "𝐉𝐏𝐓𝐎𝐆𝐄𝐋𝟕𝟕 cair",
    "baru gabung RAJAWALI77X langsung maxwin",
    "m4xw1n tiap malam di RAJAWALI77X",
    "𝓶𝓪𝔁𝔀𝓲𝓷 tiap malam, cek RAJAWALI77X",
    "jepe terus nih di sawahwin",
    "wede lancar terus di kopikap88",
    "main di kopikap88 gacor parah",
    "main di becak99, rezeki nomplok pagi-pagi",
    "𝗺𝗮𝗶𝗻 𝗱𝗶 𝗯𝗲𝗰𝗮𝗸𝟵𝟵 𝗰𝘂𝗮𝗻 𝘁𝗲𝗿𝘂𝘀",
    "modal receh untung besar, cuma di melati4d",
    "g4c0r terus bosku, gabung perahu909",
    "sc4tt3r hitam turun tiap malam, durian404",
    "situs slot layangan55 menang terus",
    "ketik di google RAJAWALI77X sekarang",
    "Jika Anda mencari platform daring, kelapatoto layak dicoba",
    "buruan senja505 bosku, jangan sampai ketinggalan",
    "s.i.t.u.s gacor hari ini ombak707",
    "banyak c-u-a-n di komodo4d",
    "saldo nambah, hutang lunas, dompet tebal berkat tembakau404",
    "depo receh wd jutaan di gunungslot",
    "RTP tinggi hari ini, login kelapatoto",
)


@pytest.fixture(scope="module")
def gambling():
    return Engine(load_pack("promosi-judi-daring"))


@pytest.mark.parametrize("text", TALK)
def test_talk_stays_free(gambling, text):
    finding = gambling.find(Item(id="1", text=text))
    assert (finding.priority, finding.action) == (Priority.NONE, Action.NONE), finding.rules


@pytest.mark.parametrize("text", ADVERTS)
def test_an_advert_is_surfaced_for_a_review_and_no_more(gambling, text):
    finding = gambling.find(Item(id="1", text=text))
    assert finding.surfaced
    assert finding.action is Action.REVIEW
    assert finding.label in (Label.PROMOTER, Label.UNCLEAR)


def test_the_pack_names_no_law_and_recommends_nothing_beyond_a_review(gambling):
    pack = gambling.pack
    assert not pack.law.statutes
    assert not pack.law.tolerances
    assert {outcome.law for outcome in pack.outcomes} == {()}
    assert {outcome.action for outcome in pack.outcomes} <= {Action.NONE, Action.REVIEW}


def test_a_finding_without_a_law_says_so_instead_of_naming_a_date(gambling):
    finding = gambling.find(Item(id="1", text="main di VISI4D cuan terus"))
    (law,) = [reason.sentence for reason in finding.reasons if reason.kind is ReasonKind.LAW]
    assert finding.law == ()
    assert "names no rule of law" in law.en
    assert "tidak memuat aturan hukum" in law.id


def test_a_site_that_the_pack_does_not_name_is_found_by_the_frame_of_its_advert(gambling):
    finding = gambling.find(Item(id="1", text="main di becak99, rezeki nomplok pagi-pagi"))
    assert finding.tier == "unnamed"
    assert "play-with-promise" in finding.rules


def test_a_named_site_in_a_warning_is_speech(gambling):
    finding = gambling.find(Item(id="1", text="jangan main di VISI4D, penipu semua"))
    assert (finding.label, finding.action) == (Label.SPEECH, Action.NONE)
