"""Words evidence with any encoder-decoder checkpoint that transformers can load.

A group's evidence is given to the model as it stands and the model writes freely, so what it says is not known to be
true: each draft is checked against the evidence afterwards. No code of a checkpoint is ever run, its weights are read
from safetensors only, and nothing is fetched. A group is not worded at all, and its evidence stands, when the first of
its sentences is longer than what the model can read, or when the model does not know its language.
"""

from __future__ import annotations

import math
import threading
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from summariser.document import printable, tidy
from summariser.events import CancelToken
from summariser.planning import EvidenceGroup
from summariser.rewriting import checkpoints
from summariser.rewriting.base import Draft, ModelInfo, ModelNotAvailable
from summariser.rewriting.decoding import LEAST, end_at, few_threads, positions, prefix, search_of, stop, until_end
from summariser.rewriting.languages import language_codes
from summariser.rewriting.quiet import quiet
from summariser.sentences import split

_BATCH = 8  # groups decoded together: with 4 beams and a vocabulary of 250,000 that is 32 MB of scores for each step
_WINDOW = 1024  # tokens: evidence is a handful of sentences, and attention over more than this costs gigabytes
_MEANT = 0.1  # probability of the end of a text, above which the model has come to an end and was not made to stop
_ENDS = (".", "!", "?", "…", "。", "！", "？", "۔", "؟", "।", "։")
_CLOSERS = "\"'”’»›)]}」』）】 \u00a0\u202f"

_REASONS = {
    "custom code": "it needs program code of its own, which is never run. Name a checkpoint of a known architecture.",
    "Unrecognized configuration class": "it does not turn text into text.",
    "model type": "this version of transformers does not know its architecture.",
    "tiktoken": "its SentencePiece vocabulary cannot be read without the package protobuf (pip install protobuf).",
    "ignore_mismatched_sizes": "its weights do not have the sizes that its config.json says.",
}


@dataclass(frozen=True, slots=True)
class _Evidence:
    """A group as the model reads it: the token ids, and how many tokens its wording may have."""

    group: int
    ids: tuple[int, ...]
    language: str
    limit: int


class TransformersRewriter:
    """A loaded checkpoint. It holds no state of a run and may be used from several threads."""

    def __init__(self, info: ModelInfo, model: Any, tokenizer: Any) -> None:
        self.info = info
        self._model = model
        self._tokenizer = tokenizer
        self._codes = language_codes(tokenizer)
        self._prefix = prefix(model.config)
        self._search = search_of(model.generation_config, tokenizer)
        # generate() fills from here whatever a call leaves open, and the checkpoint may ask for anything there.
        model.generation_config = deepcopy(self._search)
        sizes = (positions(model.config, "encoder"), int(tokenizer.model_max_length), _WINDOW)
        self._window = min(size for size in sizes if size > LEAST)
        self._longest_wording = min(positions(model.config, "decoder") - 2, _WINDOW)
        self._vocabulary = int(model.get_input_embeddings().num_embeddings)
        # The language a tokenizer writes into its input is a state of the tokenizer.
        self._lock = threading.Lock()
        if not info.languages:
            self.info = replace(info, languages=tuple(sorted(self._codes)))

    @classmethod
    def load(cls, model: str) -> TransformersRewriter:
        """Load the checkpoint in a folder, or the one with this hub id in the local Hugging Face cache.

        Raises ModelNotAvailable when there is none, when it is of another kind, or when it cannot be loaded safely.
        """
        folder = checkpoints.locate(model)
        location = printable(model) if checkpoints.as_folder(model) else checkpoints.IN_CACHE
        info = checkpoints.describe(folder, model, location)
        try:
            with quiet():
                return cls._load(folder, info)
        except ModelNotAvailable:
            raise
        # The one broad net of the program: tokenizers raises plain Exception, and a broken file can cause any other.
        except Exception as error:
            raise ModelNotAvailable(f"The model {info.name} cannot be loaded: {_why(error)}") from error

    @classmethod
    def _load(cls, folder: Path, info: ModelInfo) -> TransformersRewriter:
        import torch  # noqa: PLC0415
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer  # noqa: PLC0415

        # The folder and not the hub id: for an id, transformers may ask the hub for a conversion of the weights.
        safely = {"local_files_only": True, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(str(folder), **safely)
        model, report = AutoModelForSeq2SeqLM.from_pretrained(
            str(folder),
            use_safetensors=True,
            dtype=torch.float32,
            attn_implementation="eager",  # a checkpoint may name a compiled kernel on the hub instead
            output_loading_info=True,
            **safely,
        )
        if missing := sorted(report["missing_keys"]):
            raise ModelNotAvailable(
                f"The model {info.name} is not complete: {len(missing)} of its weights are missing, for example "
                f"{printable(missing[0])}. It was not saved as a model that can write text."
            )
        rewriter = cls(info, model.eval(), tokenizer)
        rewriter._try()
        return rewriter

    def rewrite(self, groups: Sequence[EvidenceGroup], cancel: CancelToken) -> Iterator[Draft]:
        """Yield at most one draft for each group, batch by batch, those with the least evidence first."""
        read: list[_Evidence] = []
        for number, group in enumerate(groups):
            cancel.check()
            with quiet():
                evidence = self._read(number, group)
            if evidence is not None:
                read.append(evidence)
        for batch in _batches(read, by_language=bool(self._codes)):
            with quiet():
                wordings = self._decode(batch, cancel)
            for evidence, (text, score, ended) in zip(batch, wordings, strict=True):
                if wording := _whole_sentences(tidy(text), evidence.language, ended):
                    yield Draft(evidence.group, wording, score=score)

    def _read(self, number: int, group: EvidenceGroup) -> _Evidence | None:
        """The group's sentences, as many from the first as fit into the model's window: never a part of one."""
        language = group.language
        if self._codes and language not in self._codes:
            return None
        sentences = [sentence.text for sentence in group.sentences]
        ids = self._encode(sentences, language)
        if len(ids) > self._window:
            fit = bisect_right(
                range(1, len(sentences)), self._window, key=lambda count: len(self._encode(sentences[:count], language))
            )
            ids = self._encode(sentences[:fit], language) if fit else ()
        if not ids or max(ids) >= self._vocabulary:
            return None
        return _Evidence(number, ids, language, min(max(LEAST, len(ids)), self._longest_wording))

    def _encode(self, sentences: Sequence[str], language: str) -> tuple[int, ...]:
        with self._lock:
            if language in self._codes:
                self._tokenizer.src_lang = self._codes[language][0]
            return tuple(self._tokenizer(self._prefix + " ".join(sentences), split_special_tokens=True)["input_ids"])

    def _decode(self, batch: Sequence[_Evidence], cancel: CancelToken) -> list[tuple[str, float, bool]]:
        """The best wording of each, its mean log-probability per token, and whether the model meant to end it there."""
        import torch  # noqa: PLC0415

        cancel.check()
        search = deepcopy(self._search)
        search.max_new_tokens = max(evidence.limit for evidence in batch)
        if self._codes:
            self._write_in(batch[0].language, search)
        padded = self._tokenizer.pad({"input_ids": [list(evidence.ids) for evidence in batch]}, return_tensors="pt")
        with few_threads(), torch.inference_mode():
            written = self._model.generate(
                input_ids=padded["input_ids"],
                attention_mask=padded["attention_mask"],
                generation_config=search,
                stopping_criteria=[stop(cancel)],
                logits_processor=[end_at([evidence.limit for evidence in batch], search.eos_token_id)],
            )
            wordings = []
            for evidence, tokens in zip(batch, written.tolist(), strict=True):
                cancel.check()
                tokens = until_end(tokens, search.eos_token_id)  # noqa: PLW2901
                wordings.append((self._text(tokens), *self._score(evidence.ids, tokens)))
        return wordings

    def _write_in(self, language: str, search: Any) -> None:
        number = self._codes[language][1]
        # mBART-25 starts with the language itself; the later families start with an end mark and then the language.
        starts_with_language = search.decoder_start_token_id in {number for _, number in self._codes.values()}
        if starts_with_language or type(self._tokenizer).__name__.startswith("MBartTokenizer"):
            search.decoder_start_token_id = number
            search.forced_bos_token_id = None
        else:
            search.forced_bos_token_id = number

    def _text(self, tokens: list[int]) -> str:
        with self._lock:
            text = self._tokenizer.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return str(text).replace("<n>", " ")  # PEGASUS writes a line end so

    def _score(self, ids: Sequence[int], tokens: list[int]) -> tuple[float, bool]:
        # Not from generate(): for that it keeps the scores of every step, which is gigabytes for a large vocabulary.
        import torch  # noqa: PLC0415

        if len(tokens) < 2:
            return 0.0, False
        output = self._model(input_ids=torch.tensor([ids]), decoder_input_ids=torch.tensor([tokens[:-1]]))
        losses = torch.nn.functional.cross_entropy(output.logits[0], torch.tensor(tokens[1:]), reduction="none")
        return round(-float(losses.mean()), 4), math.exp(-float(losses[-1])) > _MEANT

    def _try(self) -> None:
        """Write a few tokens, so that a checkpoint that loads but cannot be used is refused before a run starts."""
        language = next(iter(self._codes), "")
        self._decode([_Evidence(0, self._encode(["1."], language), language, 3)], CancelToken())


def _why(error: Exception) -> str:
    """The reason as a person can use it; where we know no better, the first line of what the library says."""
    for said, meant in _REASONS.items():
        if said in str(error):
            return meant
    lines = printable(str(error)).strip().splitlines() or [""]
    return f"{type(error).__name__}: {lines[0].strip()}"[:300]


def _batches(read: Sequence[_Evidence], by_language: bool) -> Iterator[list[_Evidence]]:
    """Groups of about one length, short ones first; of one language where the model must be told which to write."""

    def language(evidence: _Evidence) -> str:
        return evidence.language if by_language else ""

    for _, alike in groupby(sorted(read, key=lambda one: (language(one), len(one.ids), one.group)), language):
        rest = iter(alike)
        while batch := list(islice(rest, _BATCH)):
            yield batch


def _whole_sentences(text: str, language: str, ended: bool) -> str:
    """The text up to the end of its last whole sentence.

    When no sentence is whole, all of it if the model meant it to be complete, as headlines are, and else nothing.
    """
    for _, end in reversed(split(text, language)):
        if text[:end].rstrip(_CLOSERS).endswith(_ENDS):
            return text[:end]
    return text if ended else ""
