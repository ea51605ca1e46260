"""How a foreign checkpoint is made to decode: what is taken from its own settings, and where a wording ends.

A checkpoint's settings are only a proposal. Whatever would bring chance, time or the network into decoding is left out,
so the same evidence is always worded the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from summariser.events import CancelToken

if TYPE_CHECKING:
    import torch

BEAMS = 4
LEAST = 16  # tokens a wording may always have: a very short sentence may need a few more when it is worded anew


def search_of(checkpoint: Any, tokenizer: Any) -> Any:
    """How to decode: beams and no chance, with the token ids and the taste in lengths of the checkpoint."""
    from transformers import GenerationConfig  # noqa: PLC0415

    kept = ("decoder_start_token_id", "bos_token_id", "pad_token_id", "forced_bos_token_id", "bad_words_ids")
    search = GenerationConfig(**{name: getattr(checkpoint, name, None) for name in kept})
    search.num_beams, search.do_sample, search.num_return_sequences = BEAMS, False, 1
    search.length_penalty = getattr(checkpoint, "length_penalty", None) or 1.0
    search.early_stopping = getattr(checkpoint, "early_stopping", None) or False
    # The evidence says how long a wording is: a checkpoint's least length would make a short sentence run on.
    search.min_length = 0
    # Two words in a row may well come twice, a first name and a surname; forbidding that garbles names.
    blocked = getattr(checkpoint, "no_repeat_ngram_size", None) or 0
    search.no_repeat_ngram_size = max(3, blocked) if blocked else 0
    ends = getattr(checkpoint, "eos_token_id", None)
    ends = ends if isinstance(ends, list) else [ends if ends is not None else tokenizer.eos_token_id]
    if None in ends or not ends:
        raise ValueError("it does not say which token ends a text")
    search.eos_token_id = ends
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    if search.pad_token_id is None:
        search.pad_token_id = tokenizer.pad_token_id
    return search


def prefix(config: Any) -> str:
    """What T5 checkpoints want before a text that is to be summarised."""
    tasks = getattr(config, "task_specific_params", None)
    task = tasks.get("summarization") if isinstance(tasks, dict) else None
    prefix = task.get("prefix") if isinstance(task, dict) else None
    return prefix if isinstance(prefix, str) else ""


def positions(config: Any, side: str) -> int:
    """How many positions this side of the model has, or a number that never binds when it counts them relatively."""
    part = getattr(config, side, None)
    for name, owner in ((f"max_{side}_position_embeddings", config), ("max_position_embeddings", part or config)):
        size = getattr(owner, name, None)
        if isinstance(size, int) and size > LEAST:
            # A pair of separate models may count positions from behind the padding token, as RoBERTa does.
            return size - 2 if part is not None else size
    return 1_000_000


@contextmanager
def few_threads() -> Iterator[None]:
    """Leave half of the processor to others inside the block.

    Decoding is many small steps, after each of which the threads wait for each other: beside one busy core of two, two
    threads took from 2 to 13 times as long as one, even for a model of the size of BART-base.
    """
    import torch  # noqa: PLC0415

    threads = torch.get_num_threads()
    torch.set_num_threads(max(1, threads // 2))
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def stop(cancel: CancelToken) -> Callable[..., torch.Tensor]:
    """A stopping criterion that is asked at every step and raises Cancelled when the run was told to stop."""
    import torch  # noqa: PLC0415

    def check(input_ids: torch.Tensor, _scores: object, **_: object) -> torch.Tensor:
        cancel.check()
        return torch.zeros(input_ids.shape[0], dtype=torch.bool)

    return check


def end_at(limits: Sequence[int], ends: Sequence[int]) -> Callable[[torch.Tensor, torch.Tensor], torch.Tensor]:
    """A logits processor that leaves a wording nothing but its end when it is as long as it may be.

    The end keeps its own probability, so a wording that breaks off loses against one that came to its end.
    """

    def process(input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        written = input_ids.shape[1] - 1
        for row, limit in enumerate(limits):
            if written >= limit - 1:
                beams = scores[row * BEAMS : (row + 1) * BEAMS]
                kept = beams[:, ends].clone()
                beams.fill_(float("-inf"))
                beams[:, ends] = kept
        return scores

    return process


def until_end(tokens: list[int], ends: Sequence[int]) -> list[int]:
    """Without what only fills the row up. The first token is the start, which may be the same as the end."""
    for place, token in enumerate(tokens[1:], 1):
        if token in ends:
            return tokens[: place + 1]
    return tokens
