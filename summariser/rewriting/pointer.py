"""The built-in network: a multilingual pointer seq2seq with a parser on its encoder.

The encoder reads the copy units of one sentence (frozen features of ``embedding``, pooled per unit) and serves two:

- a biaffine parser (Dozat & Manning 2017, arXiv:1611.01734): head, relation, part of speech of each unit. Its trees say
  where a sentence may be cut at all (``cuts``);
- a decoder that points at source units one after the other (pointer networks, Vinyals et al. 2015, arXiv:1506.03134).
  It has no vocabulary of its own: token 0 is the end, 1 the start and padding, 2 + k is unit k. So every word of the
  output stands in the source, and ``generate()`` of transformers does the search.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import EncoderDecoderCache, GenerationMixin, PreTrainedConfig, PreTrainedModel
from transformers.modeling_outputs import BaseModelOutput, Seq2SeqLMOutput

from summariser.embedding import FEATURE_SIZE

END, START, FIRST_UNIT = 0, 1, 2
_NEAR = 32  # jumps at least this long share one distance bias


class PointerConfig(PreTrainedConfig):  # type: ignore[misc]
    """Sizes of the network and the names its parser's outputs stand for."""

    model_type = "summariser-pointer"

    def __init__(
        self,
        hidden_size: int = 256,
        feed_forward_size: int = 768,
        num_attention_heads: int = 4,
        encoder_layers: int = 4,
        decoder_layers: int = 2,
        dropout: float = 0.1,
        parser_size: int = 128,
        levels: int = 4,
        relations: list[str] | None = None,
        parts_of_speech: list[str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.hidden_size = hidden_size
        self.feed_forward_size = feed_forward_size
        self.num_attention_heads = num_attention_heads
        self.encoder_layers = encoder_layers
        self.decoder_layers = decoder_layers
        self.num_hidden_layers = decoder_layers
        self.dropout = dropout
        self.parser_size = parser_size
        self.levels = levels
        self.relations = relations or []
        self.parts_of_speech = parts_of_speech or []
        kwargs |= {"is_encoder_decoder": True, "vocab_size": FIRST_UNIT}
        kwargs |= {"eos_token_id": END, "pad_token_id": START, "decoder_start_token_id": START}
        super().__init__(**kwargs)


def _rotate(x: Tensor, position: Tensor) -> Tensor:
    """Rotary position embedding (Su et al. 2021, arXiv:2104.09864); x (B, heads, T, size), position (T)."""
    half = x.shape[-1] // 2
    angle = position[:, None] * torch.exp(torch.arange(half, device=x.device) * (-math.log(1000.0) / half))
    cos, sin = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
    a, b = x[..., :half], x[..., half:]
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1)


class _Attention(nn.Module):
    def __init__(self, config: PointerConfig) -> None:
        super().__init__()
        self.heads = config.num_attention_heads
        self.query = nn.Linear(config.hidden_size, config.hidden_size)
        self.key = nn.Linear(config.hidden_size, config.hidden_size)
        self.value = nn.Linear(config.hidden_size, config.hidden_size)
        self.out = nn.Linear(config.hidden_size, config.hidden_size)

    def split(self, x: Tensor) -> Tensor:
        return x.view(*x.shape[:2], self.heads, -1).transpose(1, 2)

    def attend(self, query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
        # Spelled out: on a CPU the fused kernel's backward pass takes three times as long as this.
        scores = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        mixed = scores.softmax(-1) @ value
        return self.out(mixed.transpose(1, 2).flatten(2))  # type: ignore[no-any-return]


class _Dropout(nn.Module):
    """Dropout of whole channels, the same at every place of a sequence (Gal & Ghahramani 2016, arXiv:1512.05287)."""

    def __init__(self, config: PointerConfig) -> None:
        super().__init__()
        self.keep = 1 - config.dropout

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        kept = torch.full((x.shape[0], 1, x.shape[2]), self.keep, device=x.device).bernoulli()
        return x * (kept / self.keep).to(x.dtype)


def _feed_forward(config: PointerConfig) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(config.hidden_size, config.feed_forward_size),
        nn.GELU(),
        nn.Linear(config.feed_forward_size, config.hidden_size),
    )


class _EncoderLayer(nn.Module):
    def __init__(self, config: PointerConfig) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(config.hidden_size), nn.LayerNorm(config.hidden_size)
        self.attention = _Attention(config)
        self.feed_forward = _feed_forward(config)
        self.dropout = _Dropout(config)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        attention, y = self.attention, self.norm1(x)
        position = torch.arange(x.shape[1], device=x.device)
        query, key = (_rotate(attention.split(part(y)), position) for part in (attention.query, attention.key))
        x = x + self.dropout(attention.attend(query, key, attention.split(attention.value(y)), mask[:, None, None]))
        return x + self.dropout(self.feed_forward(self.norm2(x)))  # type: ignore[no-any-return]


class _DecoderLayer(nn.Module):
    def __init__(self, config: PointerConfig, index: int) -> None:
        super().__init__()
        self.index = index
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(config.hidden_size) for _ in range(3))
        self.attention, self.cross = _Attention(config), _Attention(config)
        self.feed_forward = _feed_forward(config)
        self.dropout = _Dropout(config)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor, start: int, cache: EncoderDecoderCache | None) -> Tensor:
        attention, y = self.attention, self.norm1(x)
        position = torch.arange(start, start + x.shape[1], device=x.device)
        query, key = (_rotate(attention.split(part(y)), position) for part in (attention.query, attention.key))
        value = attention.split(attention.value(y))
        if cache is not None:
            key, value = cache.self_attention_cache.update(key, value, self.index)
        steps = torch.arange(key.shape[2], device=x.device)
        causal = steps[None, :] <= position[:, None]
        x = x + self.dropout(attention.attend(query, key, value, causal))

        cross, y = self.cross, self.norm2(x)
        if cache is not None and cache.is_updated.get(self.index):
            stored = cache.cross_attention_cache.layers[self.index]
            key, value = stored.keys, stored.values
        else:
            key, value = cross.split(cross.key(memory)), cross.split(cross.value(memory))
            if cache is not None:
                key, value = cache.cross_attention_cache.update(key, value, self.index)
                cache.is_updated[self.index] = True
        x = x + self.dropout(cross.attend(cross.split(cross.query(y)), key, value, mask[:, None, None]))
        return x + self.dropout(self.feed_forward(self.norm3(x)))  # type: ignore[no-any-return]


@dataclass
class Parse:
    """Scores of the parser before softmax: ``arcs`` (B, N, N): unit, its head (itself = the root); ``relations``
    (B, N, R) under the best (or the given) head; ``parts_of_speech`` (B, N, P)."""

    arcs: Tensor
    relations: Tensor
    parts_of_speech: Tensor


class PointerModel(PreTrainedModel, GenerationMixin):  # type: ignore[misc]
    """The network. All masks are True where there is a unit."""

    config_class = PointerConfig
    base_model_prefix = "pointer"
    main_input_name = "features"

    def __init__(self, config: PointerConfig) -> None:
        super().__init__(config)
        size, part = config.hidden_size, config.parser_size
        self.read = nn.Linear(FEATURE_SIZE, size)
        self.encoder_layers = nn.ModuleList(_EncoderLayer(config) for _ in range(config.encoder_layers))
        self.encoder_norm = nn.LayerNorm(size)
        self.parse_dependent, self.parse_head = nn.Linear(size, part), nn.Linear(size, part)
        self.parse_arc, self.parse_any = nn.Linear(part, part), nn.Linear(part, 1)
        self.relation_dependent, self.relation_head = nn.Linear(size, part), nn.Linear(size, part)
        self.relation = nn.Linear(3 * part, len(config.relations))
        self.tag = nn.Linear(size, len(config.parts_of_speech))
        self.begin = nn.Parameter(torch.zeros(size))
        self.level = nn.Embedding(config.levels, size)
        self.decoder_layers = nn.ModuleList(_DecoderLayer(config, index) for index in range(config.decoder_layers))
        self.decoder_norm = nn.LayerNorm(size)
        self.pointer_query, self.pointer_key = nn.Linear(size, size), nn.Linear(size, size)
        self.distance = nn.Embedding(_NEAR + 1, 1)
        self.end = nn.Linear(size, 1)
        self.dropout = _Dropout(config)
        self.post_init()

    def get_encoder(self, modality: str | None = None) -> PointerModel:  # noqa: ARG002 - the signature is transformers'
        """The encoder, for ``generate()``; it is always called with ``encoder_outputs`` made by ``encode``."""
        return self

    def encode(self, features: Tensor, mask: Tensor) -> Tensor:
        """Unit features (B, N, 1280) and mask (B, N) -> states (B, N, hidden)."""
        return self.contextual(self.dropout(self.read(features)), mask)

    def contextual(self, x: Tensor, mask: Tensor) -> Tensor:
        """Units as they were read (B, N, hidden) and mask (B, N) -> states (B, N, hidden)."""
        for layer in self.encoder_layers:
            x = layer(x, mask)
        return self.encoder_norm(x)  # type: ignore[no-any-return]

    def parse(self, states: Tensor, mask: Tensor, heads: Tensor | None = None) -> Parse:
        """Parse encoded sentences; relations are scored under ``heads`` (B, N) if given, else under the best head."""
        dependent = functional.gelu(self.parse_dependent(states))
        head = functional.gelu(self.parse_head(states))
        arcs = self.parse_arc(dependent) @ head.transpose(1, 2) / math.sqrt(head.shape[-1])
        arcs = arcs + self.parse_any(head).transpose(1, 2)
        arcs = arcs.float().masked_fill(~mask[:, None], -1e4)
        chosen = arcs.argmax(-1) if heads is None else heads
        d = functional.gelu(self.relation_dependent(states))
        h = functional.gelu(self.relation_head(states))
        h = h.gather(1, chosen[..., None].expand(-1, -1, h.shape[-1]))
        return Parse(arcs, self.relation(torch.cat([d, h, d * h], -1)).float(), self.tag(states).float())

    def forward(
        self,
        decoder_input_ids: Tensor,
        encoder_outputs: BaseModelOutput,
        attention_mask: Tensor,
        level: Tensor,
        past_key_values: EncoderDecoderCache | None = None,
        cache: EncoderDecoderCache | None = None,
        pointer_keys: Tensor | None = None,
        **_: Any,
    ) -> Seq2SeqLMOutput:
        """Scores (B, T, 2 + N) of what comes after each step.

        ``decoder_input_ids`` (B, T) are start or units; with a cache only the steps not yet seen. ``level`` (B) says
        how much to cut: 0 nothing ... ``levels`` - 1 strongly. ``pointer_keys`` are ``pointer_key(states)`` if they
        are known already: they are the same at every step. The cache has two names: transformers 5.24 calls
        ``cache`` what was ``past_key_values`` before. It is filled in place, so it need not be returned.
        """
        memory = encoder_outputs.last_hidden_state
        mask = attention_mask.bool()
        steps = decoder_input_ids.shape[1]
        cache = past_key_values if cache is None else cache
        start = cache.get_seq_length() if cache is not None else 0
        at = (decoder_input_ids - FIRST_UNIT).clamp(min=0)
        pointed = memory.gather(1, at[..., None].expand(-1, -1, memory.shape[-1]))
        first = (decoder_input_ids < FIRST_UNIT)[..., None]
        x = self.dropout(torch.where(first, self.begin.to(pointed.dtype), pointed) + self.level(level)[:, None])
        for layer in self.decoder_layers:
            x = layer(x, memory, mask, start, cache)
        x = self.decoder_norm(x)
        keys = self.pointer_key(memory) if pointer_keys is None else pointer_keys
        scores = self.pointer_query(x) @ keys.transpose(1, 2) / math.sqrt(x.shape[-1])
        before = torch.where(decoder_input_ids < FIRST_UNIT, -1, at)
        jump = torch.arange(memory.shape[1], device=x.device)[None, None] - before[..., None]
        scores = scores + self.distance(jump.clamp(0, _NEAR)).squeeze(-1)
        scores = scores.float().masked_fill(~mask[:, None] | (jump <= 0), -1e4)
        padding = scores.new_full((scores.shape[0], steps, 1), -1e4)
        logits = torch.cat([self.end(x).float(), padding, scores], -1)
        return Seq2SeqLMOutput(logits=logits)
