"""The pointer network: the same numbers with and without a cache, with and without padding, saved and loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import DynamicCache, EncoderDecoderCache, GenerationConfig
from transformers.modeling_outputs import BaseModelOutput

from summariser.embedding import FEATURE_SIZE
from summariser.rewriting.pointer import END, FIRST_UNIT, START, PointerConfig, PointerModel


@pytest.fixture(scope="module")
def model() -> PointerModel:
    torch.manual_seed(5)
    config = PointerConfig(
        hidden_size=32, feed_forward_size=48, num_attention_heads=4, encoder_layers=2, decoder_layers=2, parser_size=16,
        relations=["root", "nsubj", "obl"], parts_of_speech=["NOUN", "VERB"],
    )  # fmt: skip
    network = PointerModel(config).eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(torch.randn_like(weight) * 0.1)
    return network  # type: ignore[no-any-return]


def encoded(
    model: PointerModel, lengths: list[int], padding: int = 0
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(7)
    parts = [torch.randn(count, FEATURE_SIZE) for count in lengths]
    longest = max(lengths) + padding
    features, mask = (
        torch.zeros(len(lengths), longest, FEATURE_SIZE),
        torch.zeros(len(lengths), longest, dtype=torch.bool),
    )
    for row, part in enumerate(parts):
        features[row, : len(part)] = part
        mask[row, : len(part)] = True
    return features, mask, model.encode(features, mask)


def logits(model: PointerModel, tokens: torch.Tensor, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    level = torch.arange(len(tokens)) % 4
    return model(tokens, BaseModelOutput(last_hidden_state=states), mask, level).logits  # type: ignore[no-any-return]


@torch.inference_mode()
def test_step_by_step_with_a_cache_gives_what_all_at_once_gives(model: PointerModel) -> None:
    _, mask, states = encoded(model, [6, 9])
    tokens = torch.tensor([[START, 2, 3, 6, 7], [START, 3, 4, 5, 10]])
    whole = logits(model, tokens, states, mask)
    cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
    level = torch.arange(2)
    steps = [
        model(tokens[:, at : at + 1], BaseModelOutput(last_hidden_state=states), mask, level, cache).logits
        for at in range(5)
    ]
    assert torch.allclose(torch.cat(steps, 1), whole, atol=1e-5)


@torch.inference_mode()
def test_padding_changes_nothing(model: PointerModel) -> None:
    tokens = torch.tensor([[START, 2, 4, 5]])
    features, mask, states = encoded(model, [6, 11])
    alone_mask = torch.ones(1, 6, dtype=torch.bool)
    alone = model.encode(features[:1, :6], alone_mask)
    assert torch.allclose(states[:1, :6], alone, atol=1e-5)
    expected = logits(model, tokens, alone, alone_mask)
    got = logits(model, tokens, states[:1], mask[:1])
    assert torch.allclose(got[..., : FIRST_UNIT + 6], expected, atol=1e-5)
    assert float(got[..., FIRST_UNIT + 6 :].max()) <= -1e4
    parse, parse_alone = model.parse(states[:1], mask[:1]), model.parse(alone, alone_mask)
    assert torch.allclose(parse.arcs[:, :6, :6], parse_alone.arcs, atol=1e-5)
    assert torch.allclose(parse.relations[:, :6], parse_alone.relations, atol=1e-5)
    assert torch.allclose(parse.parts_of_speech[:, :6], parse_alone.parts_of_speech, atol=1e-5)
    assert float(parse.arcs[:, :6, 6:].max()) <= -1e4


@torch.inference_mode()
def test_it_only_points_forward_and_never_at_the_start(model: PointerModel) -> None:
    _, mask, states = encoded(model, [6])
    scores = logits(model, torch.tensor([[START, FIRST_UNIT + 3]]), states, mask)[0]
    assert float(scores[:, START].max()) <= -1e4
    assert float(scores[0, FIRST_UNIT:].min()) > -1e4
    assert float(scores[1, FIRST_UNIT : FIRST_UNIT + 4].max()) <= -1e4
    assert float(scores[1, FIRST_UNIT + 4 :].min()) > -1e4
    assert float(scores[:, END].min()) > -1e4


@torch.inference_mode()
def test_how_much_to_cut_is_heard(model: PointerModel) -> None:
    _, mask, states = encoded(model, [6])
    memory = BaseModelOutput(last_hidden_state=states)
    tokens = torch.tensor([[START]])
    light, strong = (model(tokens, memory, mask, torch.tensor([level])).logits for level in (1, 3))
    assert not torch.allclose(light, strong, atol=1e-3)


@torch.inference_mode()
def test_relations_are_scored_under_the_heads_given(model: PointerModel) -> None:
    _, mask, states = encoded(model, [5])
    free = model.parse(states, mask)
    assert torch.equal(model.parse(states, mask, free.arcs.argmax(-1)).relations, free.relations)
    other = model.parse(states, mask, torch.zeros(1, 5, dtype=torch.long)).relations
    assert free.relations.shape == (1, 5, 3)
    assert not torch.allclose(other, free.relations)


@torch.inference_mode()
def test_saved_and_loaded_it_is_the_same(model: PointerModel, tmp_path: Path) -> None:
    model.save_pretrained(tmp_path)
    assert {"config.json", "model.safetensors"} <= {path.name for path in tmp_path.iterdir()}
    again = PointerModel.from_pretrained(tmp_path).eval()
    assert again.config.relations == ["root", "nsubj", "obl"]
    assert again.config.parts_of_speech == ["NOUN", "VERB"]
    _, mask, states = encoded(model, [6, 4])
    _, _, states_again = encoded(again, [6, 4])
    tokens = torch.tensor([[START, 2, 5], [START, 3, 4]])
    torch.testing.assert_close(logits(again, tokens, states_again, mask), logits(model, tokens, states, mask))


@torch.inference_mode()
def test_generate_gives_the_same_with_and_without_its_cache(model: PointerModel) -> None:
    _, mask, states = encoded(model, [6, 9])
    with_cache, without = (
        model.generate(
            encoder_outputs=BaseModelOutput(last_hidden_state=states),
            attention_mask=mask.long(),
            level=torch.tensor([1, 3]),
            generation_config=GenerationConfig(
                num_beams=3, do_sample=False, max_new_tokens=8, use_cache=use, return_dict_in_generate=True,
                output_scores=True, eos_token_id=END, pad_token_id=START, decoder_start_token_id=START,
            ),
        )
        for use in (True, False)
    )  # fmt: skip
    assert with_cache.sequences.tolist() == without.sequences.tolist()
    torch.testing.assert_close(with_cache.sequences_scores, without.sequences_scores)
