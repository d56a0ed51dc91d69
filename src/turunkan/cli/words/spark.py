"""Words of `spark`."""

from turunkan.core.vocab import Wording

NO_SPARK = Wording(
    id='Spark belum terpasang. Pasang dengan: pip install "turunkan[spark]"',
    en='Spark is not installed. Install it with: pip install "turunkan[spark]"',
)
NO_JAVA = Wording(
    id="Spark memerlukan Java 17, tetapi 'java' tidak ada di PATH dan JAVA_HOME tidak menunjuk ke sana.",
    en="Spark needs Java 17, but there is no 'java' on the PATH and JAVA_HOME leads to none.",
)
IN_IS_OUT = Wording(
    id="Masukan {name} berada di dalam --out {out}; pilih folder lain.",
    en="The input {name} lies in --out {out}; choose another folder.",
)
SUMMARY = Wording(
    id="{read} konten dibaca, {surfaced} perlu dilihat: {parts} berkas hasil di {out}",
    en="{read} items read, {surfaced} need a look: {parts} part(s) in {out}",
)
BROKEN = Wording(
    id="Bagian yang tidak terbaca: {count}, semuanya di {file}",
    en="Broken parts: {count}, all of them in {file}",
)
