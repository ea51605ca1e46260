"""The language codes that multilingual checkpoints want, found in their own tokenizers.

Three families name the language of a text in a token of its own: mBART ("fr_XX"), M2M-100 ("fr") and NLLB
("fra_Latn"). Everywhere else in the program a language is its ISO 639-1 code.
"""

from __future__ import annotations

import re
from typing import Any

_MBART = re.compile(r"([a-z]{2})_[A-Z]{2}")
_M2M = re.compile(r"[a-z]{2}")
_NLLB = re.compile(r"[a-z]{3}_[A-Z][a-z]{3}")

# NLLB writes ISO 639-3 codes and the script, which cannot be derived from the two letters. Where one language has
# several (Arabic, Chinese, Norwegian ...), the one that news is written in.
_NLLB_CODES = """
af:afr_Latn am:amh_Ethi ar:arb_Arab as:asm_Beng az:azj_Latn be:bel_Cyrl bg:bul_Cyrl bn:ben_Beng bs:bos_Latn ca:cat_Latn
cs:ces_Latn cy:cym_Latn da:dan_Latn de:deu_Latn el:ell_Grek en:eng_Latn eo:epo_Latn es:spa_Latn et:est_Latn eu:eus_Latn
fa:pes_Arab fi:fin_Latn fo:fao_Latn fr:fra_Latn ga:gle_Latn gl:glg_Latn gu:guj_Gujr ha:hau_Latn he:heb_Hebr hi:hin_Deva
hr:hrv_Latn ht:hat_Latn hu:hun_Latn hy:hye_Armn id:ind_Latn ig:ibo_Latn is:isl_Latn it:ita_Latn ja:jpn_Jpan jv:jav_Latn
ka:kat_Geor kk:kaz_Cyrl km:khm_Khmr kn:kan_Knda ko:kor_Hang ku:kmr_Latn ky:kir_Cyrl lb:ltz_Latn lo:lao_Laoo lt:lit_Latn
lv:lvs_Latn mg:plt_Latn mk:mkd_Cyrl ml:mal_Mlym mn:khk_Cyrl mr:mar_Deva ms:zsm_Latn mt:mlt_Latn my:mya_Mymr nb:nob_Latn
ne:npi_Deva nl:nld_Latn nn:nno_Latn no:nob_Latn oc:oci_Latn or:ory_Orya pa:pan_Guru pl:pol_Latn ps:pbt_Arab pt:por_Latn
ro:ron_Latn ru:rus_Cyrl sd:snd_Arab si:sin_Sinh sk:slk_Latn sl:slv_Latn so:som_Latn sq:als_Latn sr:srp_Cyrl su:sun_Latn
sv:swe_Latn sw:swh_Latn ta:tam_Taml te:tel_Telu tg:tgk_Cyrl th:tha_Thai tl:tgl_Latn tr:tur_Latn ug:uig_Arab uk:ukr_Cyrl
ur:urd_Arab uz:uzn_Latn vi:vie_Latn xh:xho_Latn yi:ydd_Hebr yo:yor_Latn zh:zho_Hans zu:zul_Latn
"""
_ISO_TO_NLLB = dict(pair.split(":") for pair in _NLLB_CODES.split())


def language_codes(tokenizer: Any) -> dict[str, tuple[str, int]]:
    """For each ISO code the tokenizer's name of that language and its token id; empty when it needs no such thing."""
    if not hasattr(tokenizer, "src_lang"):
        return {}
    ids = getattr(tokenizer, "lang_code_to_id", None)
    if not isinstance(ids, dict):
        special = [token for token in map(str, tokenizer.all_special_tokens) if _NLLB.fullmatch(token)]
        ids = dict(zip(special, tokenizer.convert_tokens_to_ids(special), strict=True))
    codes: dict[str, tuple[str, int]] = {}
    for code, number in sorted(ids.items()):
        if match := _MBART.fullmatch(code):
            codes[match.group(1)] = (code, int(number))
        elif _M2M.fullmatch(code):
            codes[code] = (code, int(number))
    codes.update({iso: (code, int(ids[code])) for iso, code in _ISO_TO_NLLB.items() if code in ids})
    return codes
