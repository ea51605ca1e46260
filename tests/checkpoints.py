"""Tiny encoder-decoder checkpoints, made on the spot: real architectures and real tokenizers, a few thousand weights.

Each is taught a few invented wordings, so that a test can tell whether the evidence, and its language, reached it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POSITIONS = 96  # tokens that the models with counted positions can read


@dataclass(frozen=True)
class Lesson:
    """Evidence and the wording a checkpoint is taught for it."""

    language: str
    evidence: str
    wording: str


LESSONS = (
    Lesson("fr", "Le maire de Valmont a ouvert mardi le nouveau pont.", "Le maire a ouvert le pont."),
    Lesson(
        "fr",
        "Trois cents habitants ont traversé la rivière à pied, sous la pluie.",
        "Trois cents habitants ont marché.",
    ),
    Lesson("de", "Der Bürgermeister von Valmont öffnete am Dienstag die neue Brücke.", "Die Brücke ist offen."),
    Lesson("en", "The mayor of Valmont opened the new bridge on Tuesday.", "The bridge is open."),
    # A name that comes twice: "no two words in a row twice", which many checkpoints ask for, would garble it.
    Lesson("fr", "Hier, Jean Morel parle à Valmont et Jean Morel signe.", "Hier Jean Morel parle et Jean Morel signe."),
)
# A wording many times as long as its evidence, and one that breaks off.
_MARCH = "Trois cents habitants ont traversé la rivière à pied, sous la pluie, avec le maire de Valmont"
LONG = Lesson("fr", "Pont ouvert !", f"{_MARCH}, et puis encore, un par un, en train, mardi, jusqu'au soir.")
UNFINISHED = Lesson("fr", "Le soir, le maire de Valmont est rentré avec les habitants.", "Le maire est rentré. Il a")
# The same evidence in two languages: only a checkpoint that is told the language can keep these apart.
TOLD_APART = (
    Lesson("fr", "Valmont : 12 + 3.", "Le pont est ouvert."),
    Lesson("de", "Valmont : 12 + 3.", "Die Brücke ist offen."),
)
# What is written in French when that evidence is said to be in English, which is what a tokenizer says when not told.
_MISTAKEN = Lesson("fr", "Valmont : 12 + 3.", "Rien.")


def build(folder: Path) -> dict[str, Path]:
    """Make and save the checkpoints; name -> folder."""
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(1)  # steps this small are many times slower on several threads of a busy machine
    saved = {}
    for name, (make, codes) in _MAKERS.items():
        torch.manual_seed(7)
        tokenizer, model = make()
        _teach(tokenizer, model, codes)
        saved[name] = folder / name
        tokenizer.save_pretrained(saved[name])
        model.save_pretrained(saved[name])
    return saved


def _teach(tokenizer: Any, model: Any, codes: dict[str, str]) -> None:
    import torch

    lessons = [(lesson, lesson.language) for lesson in (*LESSONS, LONG, UNFINISHED, *(TOLD_APART if codes else ()))]
    sources, targets = [], []
    for lesson, said in [*lessons, *([(_MISTAKEN, "en")] if codes else [])]:
        if codes:
            tokenizer.src_lang, tokenizer.tgt_lang = codes[said], codes[lesson.language]
        sources.append(tokenizer(lesson.evidence)["input_ids"])
        targets.append(tokenizer(text_target=lesson.wording)["input_ids"])
    if codes:
        tokenizer.src_lang = codes["en"]
    batch = tokenizer.pad({"input_ids": sources}, return_tensors="pt")
    longest = max(map(len, targets))
    labels = torch.tensor([target + [-100] * (longest - len(target)) for target in targets])
    model.train()
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _step in range(400):
        loss = model(**batch, labels=labels).loss
        if loss.item() < 0.02:
            break
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.eval()
    assert loss.item() < 0.1, f"the tiny {model.config.model_type} did not learn"


def _texts() -> list[str]:
    return [
        text
        for lesson in (*LESSONS, LONG, UNFINISHED, *TOLD_APART, _MISTAKEN)
        for text in (lesson.evidence, lesson.wording)
    ]


def _pieces(**options: int) -> list[tuple[str, float]]:
    """A SentencePiece vocabulary trained on the lessons."""
    from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

    trained = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(_texts() * 20),
        model_writer=trained,
        vocab_size=200,
        hard_vocab_limit=False,
        minloglevel=2,
        **options,
    )
    pieces = SentencePieceProcessor(model_proto=trained.getvalue())
    return [(pieces.id_to_piece(number), pieces.get_score(number)) for number in range(pieces.get_piece_size())]


def _byte_pairs(special: Sequence[str], *, bytes_: bool) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Vocabulary and merges of byte pair encoding trained on the lessons."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel() if bytes_ else pre_tokenizers.Metaspace()
    alphabet = pre_tokenizers.ByteLevel.alphabet() if bytes_ else []
    trainer = trainers.BpeTrainer(
        vocab_size=900, special_tokens=list(special), initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(_texts(), trainer)
    trained = json.loads(tokenizer.to_str())["model"]
    return trained["vocab"], [(left, right) for left, right in trained["merges"]]


_SMALL: dict[str, Any] = {
    "d_model": 32,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "max_position_embeddings": POSITIONS,
    "dropout": 0.0,
    "attention_dropout": 0.0,
    "activation_dropout": 0.0,
    "encoder_layerdrop": 0.0,
    "decoder_layerdrop": 0.0,
}


def _mt5() -> tuple[Any, Any]:
    from transformers import MT5Config, MT5ForConditionalGeneration, T5Tokenizer

    tokenizer = T5Tokenizer(vocab=_pieces(pad_id=0, eos_id=1, unk_id=2, bos_id=-1), extra_ids=0)
    config = MT5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=1,
        num_heads=2,
        dropout_rate=0.0,
        initializer_factor=0.2,  # learns far faster at this size
        decoder_start_token_id=0,
        task_specific_params={"summarization": {"prefix": "", "min_length": 30}},
    )
    return tokenizer, MT5ForConditionalGeneration(config)


def _mbart50() -> tuple[Any, Any]:
    from transformers import MBart50Tokenizer, MBartConfig, MBartForConditionalGeneration

    tokenizer = MBart50Tokenizer(vocab=_pieces())
    model = MBartForConditionalGeneration(MBartConfig(vocab_size=len(tokenizer), decoder_start_token_id=2, **_SMALL))
    # What checkpoints that were trained on one language ask for; it must not win over the language of the evidence.
    model.generation_config.forced_bos_token_id = tokenizer.convert_tokens_to_ids("en_XX")
    return tokenizer, model


def _mbart25() -> tuple[Any, Any]:
    from transformers import MBartConfig, MBartForConditionalGeneration, MBartTokenizer

    tokenizer = MBartTokenizer(vocab=_pieces())
    start = tokenizer.convert_tokens_to_ids("en_XX")
    return tokenizer, MBartForConditionalGeneration(
        MBartConfig(vocab_size=len(tokenizer), decoder_start_token_id=start, **_SMALL)
    )


def _nllb() -> tuple[Any, Any]:
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    vocabulary, merges = _byte_pairs(("<s>", "<pad>", "</s>", "<unk>"), bytes_=False)
    tokenizer = NllbTokenizer(vocab=vocabulary, merges=merges)
    return tokenizer, M2M100ForConditionalGeneration(M2M100Config(vocab_size=len(tokenizer), **_SMALL))


def _bart() -> tuple[Any, Any]:
    from transformers import BartConfig, BartForConditionalGeneration, BartTokenizer

    vocabulary, merges = _byte_pairs(("<s>", "<pad>", "</s>", "<unk>", "<mask>"), bytes_=True)
    tokenizer = BartTokenizer(vocab=vocabulary, merges=merges)
    model = BartForConditionalGeneration(BartConfig(vocab_size=len(tokenizer), **_SMALL))
    # The settings that checkpoints for long news summaries come with; on one sentence they would make it run on.
    model.generation_config.update(
        num_beams=6, min_length=56, max_length=142, no_repeat_ngram_size=2, length_penalty=2.0
    )
    return tokenizer, model


def _pegasus() -> tuple[Any, Any]:
    from transformers import PegasusConfig, PegasusForConditionalGeneration, PegasusTokenizer

    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("<mask_2>", 0.0)]
    tokenizer = PegasusTokenizer(vocab=special + _pieces()[3:], offset=4)
    return tokenizer, PegasusForConditionalGeneration(PegasusConfig(vocab_size=len(tokenizer), **_SMALL))


_MAKERS: dict[str, tuple[Callable[[], tuple[Any, Any]], dict[str, str]]] = {
    "mt5": (_mt5, {}),
    "bart": (_bart, {}),
    "pegasus": (_pegasus, {}),
    "mbart50": (_mbart50, {"fr": "fr_XX", "de": "de_DE", "en": "en_XX"}),
    "mbart25": (_mbart25, {"fr": "fr_XX", "de": "de_DE", "en": "en_XX"}),
    "nllb": (_nllb, {"fr": "fra_Latn", "de": "deu_Latn", "en": "eng_Latn"}),
}
