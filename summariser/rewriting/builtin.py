"""The built-in rewriter: cuts an evidence sentence down to what matters, copying every word from it.

For each group it words the best sentence at two levels of cutting, and at up to three lengths where cuts reach them.
The network reads the sentence, its parser says where it may be cut (``cuts``), and the pointer decoder, searched by
``generate()``, chooses among those cuts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from summariser.digest import Copy
from summariser.document import Sentence, Span
from summariser.embedding import FEATURE_SIZE, LANGUAGES, Encoder, Pieces, one_thread
from summariser.events import CancelToken
from summariser.planning import EvidenceGroup
from summariser.rewriting.base import Draft, ModelInfo, ModelNotAvailable
from summariser.rewriting.cuts import gaps, legal_cuts, shortest_rests
from summariser.rewriting.trees import Cut, Tree
from summariser.rewriting.units import join_units, piece_owners, unit_spans
from summariser.settings import BUILTIN

if TYPE_CHECKING:
    import torch

    from summariser.rewriting.pointer import PointerModel

INFO = ModelInfo(BUILTIN, "pointer seq2seq", LANGUAGES, "CC BY-SA 4.0", "part of this package")
LEVELS = (1, 2)  # of the decoder, which has learned three: one for each tier of cuts,
_STRONGEST = 3  # and one for where a length is asked for
_SHARES = (0.9, 0.75, 0.5)  # of a sentence's units: wordings that must be this short, by cuts of every tier
_BEAMS = 2  # measured on 225 French sentences: four find the same 241 wordings and take half as long again
_LENGTH_PENALTY = 0.8  # measured: without it early ends win
_LEAST = 9  # units of a wording: less says too little
_SHORTEST, _LONGEST = _LEAST + 1, 120  # units of a sentence that is worth cutting; longer ones are lists and tables
_BATCH = 48  # (sentence, level) pairs decoded together


@dataclass(frozen=True, slots=True)
class _Job:
    """One sentence to be worded: its place among the groups, its units, and where it may be cut."""

    group: int
    sentence: Sentence
    spans: tuple[Span, ...]
    cuts: tuple[Cut, ...]
    states: torch.Tensor


@dataclass(frozen=True, slots=True)
class _Task:
    """One wording that is asked for: how strongly to cut the sentence, where it may be cut, and into how many units."""

    job: _Job
    level: int
    gaps: frozenset[tuple[int, int]]
    most: int


class BuiltinRewriter:
    """The pointer network that ships with the package. Load it once; it holds no state of a run."""

    info = INFO

    def __init__(self, model: PointerModel, encoder: Encoder) -> None:
        self._model = model
        self._encoder = encoder

    @classmethod
    def load(cls, encoder: Encoder) -> BuiltinRewriter:
        """The rewriter from the package's own weights. Raises ModelNotAvailable if they are missing or broken."""
        from importlib.resources import as_file, files

        from safetensors import SafetensorError
        from safetensors.torch import load_file

        from summariser.rewriting.pointer import PointerConfig, PointerModel

        try:
            with as_file(files("summariser") / "models" / "rewriter") as folder:
                config = PointerConfig.from_json_file(folder / "config.json")
                model = PointerModel(config)
                model.load_state_dict(load_file(folder / "model.safetensors"))
        except (OSError, SafetensorError, RuntimeError) as error:
            raise ModelNotAvailable(f"the built-in model is damaged ({error}); reinstall summariser-tui") from error
        return cls(model.eval(), encoder)

    def rewrite(self, groups: Sequence[EvidenceGroup], cancel: CancelToken) -> Iterator[Draft]:
        """Drafts of the groups' best sentences, up to three each, from light to strong cutting.

        A sentence that cannot be cut, or is in a language the encoder does not know, gets none: it stands as it is.
        Raises Cancelled within one decoding step after the token is set.
        """
        with one_thread():
            jobs = list(self._read(groups, cancel))
            tasks = [task for job in jobs for task in _tasks(job)]
            tasks.sort(key=lambda task: (len(task.job.spans), task.job.group, task.level, -task.most))
            for start in range(0, len(tasks), _BATCH):
                yield from self._decode(tasks[start : start + _BATCH], cancel)

    def _read(self, groups: Sequence[EvidenceGroup], cancel: CancelToken) -> Iterator[_Job]:
        """Encode and parse the groups' best sentences, in batches of similar length."""
        found = []
        for index, group in enumerate(groups):
            sentence = group.sentences[0]
            pieces = self._encoder.pieces(sentence.text)
            spans = unit_spans(sentence.text, pieces)
            if group.language in LANGUAGES and _SHORTEST <= len(spans) <= _LONGEST:
                found.append((len(spans), index, sentence, pieces, spans))
        found.sort(key=lambda item: item[:2])
        for start in range(0, len(found), _BATCH):
            cancel.check()
            part = found[start : start + _BATCH]
            states, trees = self.parse(
                [(sentence.text, pieces, spans) for _, _, sentence, pieces, spans in part],
                [groups[index].language for _, index, *_ in part],
            )
            for (_, index, sentence, _, spans), state, tree in zip(part, states, trees, strict=True):
                yield _Job(index, sentence, tuple(spans), tuple(legal_cuts(tree)), state)

    def parse(
        self, sentences: Sequence[tuple[str, Pieces, Sequence[Span]]], languages: Sequence[str]
    ) -> tuple[list[torch.Tensor], list[Tree]]:
        """Encoder states (units, hidden) and syntax trees of sentences given with their pieces, units and languages."""
        import torch

        model = self._model
        with torch.inference_mode():
            rows = self._encoder.features([pieces for _, pieces, _ in sentences])
            longest = max(len(spans) for _, _, spans in sentences)
            features = torch.zeros(len(sentences), longest, FEATURE_SIZE)
            mask = torch.zeros(len(sentences), longest, dtype=torch.bool)
            for k, ((_, pieces, spans), row) in enumerate(zip(sentences, rows, strict=True)):
                features[k, : len(spans)] = pool(row, piece_owners(list(spans), pieces), len(spans))
                mask[k, : len(spans)] = True
            states = model.encode(features, mask)
            parse = model.parse(states, mask)
            arcs, relations = parse.arcs.softmax(-1).numpy(), parse.relations.softmax(-1)
            certainty, best = (part.numpy() for part in relations.max(-1))
            tags = parse.parts_of_speech.argmax(-1).numpy()
        trees = []
        for k, (text, _, spans) in enumerate(sentences):
            n = len(spans)
            trees.append(
                Tree(
                    tuple(text[a:b] for a, b in spans),
                    _rooted(arcs[k, :n, :n]),
                    tuple(model.config.relations[r] for r in best[k, :n]),
                    tuple(model.config.parts_of_speech[t] for t in tags[k, :n]),
                    arcs[k, :n, :n],
                    certainty[k, :n],
                    languages[k],
                )
            )
        return [states[k, : len(spans)] for k, (_, _, spans) in enumerate(sentences)], trees

    def _decode(self, tasks: Sequence[_Task], cancel: CancelToken) -> Iterator[Draft]:
        import torch
        from transformers import GenerationConfig, LogitsProcessor, StoppingCriteria
        from transformers.modeling_outputs import BaseModelOutput

        from summariser.rewriting.pointer import END, FIRST_UNIT, START

        longest = max(len(task.job.spans) for task in tasks)
        states = torch.zeros(len(tasks), longest, self._model.config.hidden_size)
        mask = torch.zeros(len(tasks), longest, dtype=torch.long)
        allowed = np.zeros((len(tasks), longest + FIRST_UNIT, longest + FIRST_UNIT), dtype=bool)
        to_come = np.zeros((len(tasks), longest + FIRST_UNIT), dtype=np.int64)
        for k, task in enumerate(tasks):
            count = len(task.job.spans)
            states[k, :count] = task.job.states
            mask[k, :count] = 1
            allowed[k, : count + FIRST_UNIT, : count + FIRST_UNIT] = moves(count, task.gaps)
            allowed[k, END, END] = True
            to_come[k, FIRST_UNIT : FIRST_UNIT + count] = shortest_rests(count, task.gaps)[:count]
        table, rests = torch.from_numpy(allowed), torch.from_numpy(to_come)
        most = torch.tensor([task.most for task in tasks])

        class Boundaries(LogitsProcessor):  # type: ignore[misc]
            """Leaves only the moves that the sentence's cuts allow and that still lead to an end in time."""

            def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
                row = torch.arange(len(input_ids)) // (len(input_ids) // len(table))
                in_time = input_ids.shape[1] - 1 + rests[row] <= most[row, None]
                in_time[:, END] = True
                return scores.masked_fill(~(table[row, input_ids[:, -1]] & in_time), -torch.inf)

        class Cancelling(StoppingCriteria):  # type: ignore[misc]
            """Looks at the token on every step."""

            def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor, **_: Any) -> torch.Tensor:  # noqa: ARG002
                cancel.check()
                return torch.zeros(len(input_ids), dtype=torch.bool)

        with torch.inference_mode():
            result = self._model.generate(
                encoder_outputs=BaseModelOutput(last_hidden_state=states),
                attention_mask=mask,
                level=torch.tensor([task.level for task in tasks]),
                pointer_keys=self._model.pointer_key(states),
                logits_processor=[Boundaries()],
                stopping_criteria=[Cancelling()],
                generation_config=GenerationConfig(
                    num_beams=_BEAMS, do_sample=False, early_stopping="never", length_penalty=_LENGTH_PENALTY,
                    max_new_tokens=longest + 1, use_cache=True, return_dict_in_generate=True, output_scores=True,
                    eos_token_id=END, pad_token_id=START, decoder_start_token_id=START,
                ),
            )  # fmt: skip
        for task, tokens, score in zip(tasks, result.sequences.tolist(), result.sequences_scores, strict=True):
            job = task.job
            kept = [token - FIRST_UNIT for token in tokens if token >= FIRST_UNIT]
            if _LEAST <= len(kept) < len(job.spans) and np.isfinite(float(score)):
                text, runs = join_units(job.sentence.text, list(job.spans), kept)
                copies = tuple(Copy(start, end, job.sentence.id, source) for start, end, source in runs)
                yield Draft(job.group, text, copies, round(float(score), 4))


def _tasks(job: _Job) -> Iterator[_Task]:
    """The wordings that can be asked for: two strengths of cutting, and the lengths that cuts can bring it to."""
    count = len(job.spans)
    before: frozenset[tuple[int, int]] = frozenset()
    for level in LEVELS:
        skipped = frozenset(gaps(job.cuts, level))
        if skipped != before:
            yield _Task(job, level, skipped, count)
        before = skipped
    everywhere = frozenset(gaps(job.cuts, max(LEVELS)))
    rests = shortest_rests(count, everywhere)
    shortest = min([rests[0], *(rests[end] for start, end in everywhere if start == 0)])
    for share in _SHARES:
        if shortest <= int(share * count):
            yield _Task(job, _STRONGEST, everywhere, int(share * count))


def moves(count: int, skipped: Collection[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which token may follow which, (2 + count, 2 + count): the next unit, or the first after a gap; then the end."""
    from summariser.rewriting.pointer import END, FIRST_UNIT, START

    table = np.zeros((count + FIRST_UNIT, count + FIRST_UNIT), dtype=bool)

    def token(place: int) -> int:
        return START if place < 0 else END if place == count else place + FIRST_UNIT

    for place in range(-1, count):
        table[token(place), token(place + 1)] = True
    for start, end in skipped:
        table[token(start - 1), token(end)] = True
    table[START, END] = False
    return table


def pool(rows: torch.Tensor, owners: Sequence[int], units: int) -> torch.Tensor:
    """Features of pieces (pieces, 1280) as features of units (units, 1280): the mean over each unit's pieces."""
    import torch

    owner = torch.tensor(owners, dtype=torch.long)
    used = owner >= 0
    total = torch.zeros(units, rows.shape[1]).index_add_(0, owner[used], rows[used])
    count = torch.zeros(units).index_add_(0, owner[used], torch.ones(int(used.sum())))
    return total / count.clamp(min=1)[:, None]


def _rooted(arcs: NDArray[np.float32]) -> tuple[int, ...]:
    """The best head of every unit, with exactly one root: the unit most probably its own head."""
    heads = arcs.argmax(1)
    root = int(np.diagonal(arcs).argmax())
    without = arcs.copy()
    np.fill_diagonal(without, -1)
    loops = (heads == np.arange(len(heads))) & (np.arange(len(heads)) != root)
    heads[loops] = without.argmax(1)[loops]
    heads[root] = root
    return tuple(int(head) for head in heads)
