"""Finds encoder-decoder checkpoints on this computer and says what they are, without loading anything heavy.

Nothing here or behind it goes to the network: a checkpoint is a folder, or lies in the Hugging Face cache because
someone fetched it. Whatever is wrong with one is told as ModelNotAvailable, with what to do about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from summariser.document import printable
from summariser.rewriting.base import ModelInfo, ModelNotAvailable

UNKNOWN_LICENCE = "unknown, see the checkpoint's card"
IN_CACHE = "local cache"

_CARD_LIMIT = 1_000_000  # bytes of a README.md; a longer one is no model card
_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_VOCABULARIES = ("tokenizer.json", "*.model", "*.spm", "vocab.json", "vocab.txt", "vocab-*.json", "*.tokenizer")

# The encoder-decoder families of transformers that read and write text; others hear speech or see pictures.
_TEXT_TO_TEXT = frozenset(
    {
        "bart",
        "bigbird_pegasus",
        "encoder-decoder",
        "fsmt",
        "led",
        "longt5",
        "m2m_100",
        "mbart",
        "mt5",
        "mvp",
        "nllb-moe",
    }
    | {"pegasus", "pegasus_x", "plbart", "prophetnet", "switch_transformers", "t5", "t5gemma", "t5gemma2", "umt5"}
)


def locate(model: str) -> Path:
    """The folder of a checkpoint that is given as a folder or as the hub id of one in the local cache.

    A folder of that name goes before a hub id. Raises ModelNotAvailable unless the folder holds an encoder-decoder
    checkpoint with safetensors weights and a tokenizer.
    """
    name = printable(model)
    try:
        folder = as_folder(model)
        if folder is None:
            folder = _cached_folder(model)
    except OSError as error:
        raise ModelNotAvailable(f"The model {name} cannot be looked up: {error}") from error
    _check(folder, name)
    return folder


def cached() -> Iterator[tuple[str, Path]]:
    """The hub id and folder of each usable encoder-decoder checkpoint in the local Hugging Face cache, by id."""
    from huggingface_hub.constants import HF_HUB_CACHE  # noqa: PLC0415 - only what lists models needs it

    try:
        repositories = sorted(path.name for path in Path(HF_HUB_CACHE).glob("models--*"))
    except OSError:  # a cache that may not be read is as good as none
        return
    for repository in repositories:
        model = repository.removeprefix("models--").replace("--", "/")
        try:
            folder = _cached_folder(model)
            config = _check(folder, model)
        except (ModelNotAvailable, OSError):  # it cannot be used, so it is not offered
            continue
        if config.get("model_type") in _TEXT_TO_TEXT:
            yield model, folder


def describe(folder: Path, name: str, location: str) -> ModelInfo:
    """What the checkpoint's configuration and model card say of it."""
    card = _card(folder)
    kind = _line(_config(folder, name).get("model_type")) or "encoder-decoder"
    said = card.get("language") or card.get("languages") or ()
    codes = {_line(code).lower() for code in (said if isinstance(said, list) else [said])}
    languages = tuple(sorted(code for code in codes if 2 <= len(code) <= 3 and code.isascii() and code.isalpha()))
    licence = card.get("license") or card.get("licence")
    if licence == "other":
        licence = card.get("license_name") or licence
    if isinstance(licence, list):
        licence = ", ".join(map(_line, licence))
    return ModelInfo(printable(name), f"transformers {kind}", languages, _line(licence) or UNKNOWN_LICENCE, location)


def as_folder(model: str) -> Path | None:
    """The folder that is meant, or None for what must be a hub id. Raises ModelNotAvailable if it can be neither."""
    try:
        folder = Path(model).expanduser()
    except RuntimeError:  # the home of a user there is not
        folder = Path(model)
    if folder.is_dir():
        return folder
    if folder.exists():
        raise ModelNotAvailable(f"The model {printable(model)} is a file. Name the folder of a checkpoint.")
    if model.startswith((".", "~")) or model.endswith("/") or "\\" in model or folder.is_absolute():
        raise ModelNotAvailable(f"The model {printable(model)} cannot be loaded: there is no such folder.")
    return None


def _cached_folder(model: str) -> Path:
    from huggingface_hub import try_to_load_from_cache  # noqa: PLC0415 - takes a noticeable part of a second
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    name = printable(model)
    try:
        config = try_to_load_from_cache(model, "config.json")
    except HFValidationError as error:
        raise ModelNotAvailable(f"The model {name} is neither a folder nor the id of a model on the hub.") from error
    if not isinstance(config, str):
        raise ModelNotAvailable(
            f"The model {name} is not on this computer, and models are never fetched without being asked for. "
            f"Fetch it once with `hf download {name}`, or name the folder of a checkpoint."
        )
    return Path(config).parent


def _check(folder: Path, name: str) -> dict[str, Any]:
    """The checkpoint's configuration, once everything that can be told without loading it is in order."""
    if (folder / "adapter_config.json").exists():
        raise ModelNotAvailable(
            f"The model {name} is an adapter, not a whole model. Merge it into its base model first."
        )
    config = _config(folder, name)
    if config.get("is_encoder_decoder") is not True:
        kind = _line(config.get("model_type")) or "without a type"
        raise ModelNotAvailable(
            f"The model {name} ({kind}) is not an encoder-decoder model. "
            "Name one that was trained to summarise, for example an mT5, mBART, BART or PEGASUS checkpoint."
        )
    if config.get("quantization_config") is not None or _asks_for_kernels(config):
        raise ModelNotAvailable(
            f"The model {name} asks for compiled code that is not part of it (quantization_config or "
            "_attn_implementation in its config.json). Name a checkpoint that was saved without."
        )
    if not any((folder / weights).exists() for weights in _WEIGHTS):
        raise ModelNotAvailable(_no_weights(folder, name))
    if not any(next(folder.glob(pattern), None) for pattern in _VOCABULARIES):
        raise ModelNotAvailable(
            f"The model {name} has no tokenizer (tokenizer.json or a SentencePiece model). "
            "Save the tokenizer it was trained with beside its weights."
        )
    return config


def _asks_for_kernels(settings: object, of: str = "") -> bool:
    """Whether a configuration chooses an implementation for which transformers may fetch compiled code."""
    if isinstance(settings, dict):
        return any(
            _asks_for_kernels(value, of or (key if "implementation" in key else "")) for key, value in settings.items()
        )
    return bool(of) and settings not in (None, "eager", "sdpa")


def _no_weights(folder: Path, name: str) -> str:
    if next(folder.glob("*.bin"), None) is None:
        return f"The model {name} has no weights (model.safetensors). If its download was interrupted, fetch it again."
    return (
        f"The model {name} has its weights as pickle only (pytorch_model.bin), a format that can run any code when "
        "it is opened and is not read here. Use a revision of it that has model.safetensors, or convert it: load it "
        "with transformers and call save_pretrained, or let https://huggingface.co/spaces/safetensors/convert do it."
    )


def _config(folder: Path, name: str) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_bytes())
    except FileNotFoundError as error:
        raise ModelNotAvailable(f"The model {name} is not a checkpoint: its folder has no config.json.") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelNotAvailable(
            f"The model {name} cannot be loaded: its config.json cannot be read ({error})."
        ) from error
    if not isinstance(config, dict):
        raise ModelNotAvailable(f"The model {name} cannot be loaded: its config.json does not hold a configuration.")
    return config


def _card(folder: Path) -> Mapping[str, Any]:
    from huggingface_hub.repocard import metadata_load  # noqa: PLC0415
    from yaml import YAMLError  # type: ignore[import-untyped]  # noqa: PLC0415 - huggingface_hub brings it

    card = folder / "README.md"
    try:
        return (metadata_load(card) or {}) if card.stat().st_size <= _CARD_LIMIT else {}
    except (OSError, ValueError, RecursionError, YAMLError):  # a model without a readable card is still a model
        return {}


def _line(value: object) -> str:
    """A value of a file someone else wrote, fit to be shown in a table."""
    return " ".join(printable(value).split())[:80] if isinstance(value, str) else ""
