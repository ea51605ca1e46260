from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from summariser.document import Sentence
from summariser.events import Cancelled, CancelToken
from summariser.planning import EvidenceGroup
from summariser.rewriting.base import Draft, ModelNotAvailable
from summariser.rewriting.transformers import TransformersRewriter
from tests.checkpoints import LESSONS, LONG, POSITIONS, TOLD_APART, UNFINISHED

NAMES = ("mt5", "bart", "pegasus", "mbart50", "mbart25", "nllb")
TOLD_THE_LANGUAGE = ("mbart50", "mbart25", "nllb")


def group(*texts: str, language: str = "fr") -> EvidenceGroup:
    sentences = tuple(Sentence(f"0.{n}", n, text, ((0, len(text)),), 1) for n, text in enumerate(texts))
    return EvidenceGroup(sentences, (1,), language, 1.0, 0.0)


def wordings(rewriter: TransformersRewriter, groups: Sequence[EvidenceGroup]) -> dict[int, Draft]:
    drafts = list(rewriter.rewrite(groups, CancelToken()))
    assert len({draft.group for draft in drafts}) == len(drafts)
    return {draft.group: draft for draft in drafts}


@pytest.fixture(scope="module")
def load(tiny_checkpoints: dict[str, Path]) -> Callable[[str], TransformersRewriter]:
    loaded: dict[str, TransformersRewriter] = {}

    def load(name: str) -> TransformersRewriter:
        if name not in loaded:
            loaded[name] = TransformersRewriter.load(str(tiny_checkpoints[name]))
        return loaded[name]

    return load


@pytest.fixture
def broken(tiny_checkpoints: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of a good checkpoint, to be broken."""
    return Path(shutil.copytree(tiny_checkpoints["mt5"], tmp_path / "checkpoint"))


def refusal(model: str | Path) -> str:
    with pytest.raises(ModelNotAvailable) as refused:
        TransformersRewriter.load(str(model))
    message = str(refused.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", NAMES)
def test_each_group_gets_the_wording_of_its_own_evidence(
    load: Callable[[str], TransformersRewriter], name: str
) -> None:
    # More than one batch, and in an order that is not the order of lengths.
    lessons = [LESSONS[n % len(LESSONS)] for n in (3, 1, 0, 4, 2, 1, 3, 0, 1, 4, 2, 2, 0, 1, 3)]
    drafts = wordings(load(name), [group(lesson.evidence, language=lesson.language) for lesson in lessons])
    assert [drafts[n].text for n in range(len(lessons))] == [lesson.wording for lesson in lessons]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_evidence_gives_the_same_drafts(load: Callable[[str], TransformersRewriter], name: str) -> None:
    groups = [group("Une phrase que personne n'a apprise.", "Valmont."), *(group(one.evidence) for one in LESSONS)]
    first, second = (list(load(name).rewrite(groups, CancelToken())) for _ in range(2))
    assert first == second
    assert len(first) > 1


@pytest.mark.parametrize("name", TOLD_THE_LANGUAGE)
def test_a_model_that_must_be_told_the_language_is_told_it(
    load: Callable[[str], TransformersRewriter], name: str
) -> None:
    drafts = wordings(load(name), [group(lesson.evidence, language=lesson.language) for lesson in TOLD_APART])
    assert [drafts[n].text for n in range(len(TOLD_APART))] == [lesson.wording for lesson in TOLD_APART]


@pytest.mark.parametrize("name", TOLD_THE_LANGUAGE)
def test_a_language_the_model_does_not_know_is_not_worded(
    load: Callable[[str], TransformersRewriter], name: str
) -> None:
    rewriter = load(name)
    assert {"fr", "de", "en"} <= set(rewriter.info.languages)
    assert list(wordings(rewriter, [group("Saluton.", language="qq"), group(LESSONS[0].evidence)])) == [1]


@pytest.mark.parametrize("name", NAMES)
def test_a_wording_that_would_be_far_longer_than_its_evidence_is_not_taken(
    load: Callable[[str], TransformersRewriter], name: str
) -> None:
    for draft in wordings(load(name), [group(LONG.evidence)]).values():
        assert len(draft.text) < len(LONG.wording) / 2


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_that_breaks_off_is_taken_away(load: Callable[[str], TransformersRewriter], name: str) -> None:
    assert wordings(load(name), [group(UNFINISHED.evidence)])[0].text == "Le maire est rentré."


@pytest.mark.parametrize("name", ["bart", "mbart50", "pegasus"])
def test_what_does_not_fit_is_left_out_by_whole_sentences(
    load: Callable[[str], TransformersRewriter], name: str
) -> None:
    rewriter = load(name)
    first, second = LESSONS[0].evidence, LESSONS[2].evidence
    too_long = "Valmont xyz " * POSITIONS
    fitting = wordings(rewriter, [group(first, second)])
    assert wordings(rewriter, [group(first, second, too_long, first)]) == fitting
    assert wordings(rewriter, [group(first)]) != fitting
    assert wordings(rewriter, [group(too_long, first)]) == {}


@pytest.mark.parametrize("text", ["</s>", "<pad><pad> fr_XX <mask>", "\u0a95" * 50, "\u202e\x1b[31m", " "])
def test_odd_text_is_only_text(load: Callable[[str], TransformersRewriter], text: str) -> None:
    for name in ("bart", "mbart50", "nllb"):
        drafts = wordings(load(name), [group(text), group(LESSONS[0].evidence)])
        assert drafts[1].text == LESSONS[0].wording


def test_it_stops_within_one_step_of_decoding(load: Callable[[str], TransformersRewriter]) -> None:
    class Impatient(CancelToken):
        looks = 0

        def check(self) -> None:
            self.looks += 1
            if self.looks == 9:
                self.cancel()
            super().check()

    token = Impatient()
    with pytest.raises(Cancelled):
        list(load("bart").rewrite([group(LESSONS[1].evidence)], token))
    # One group in one batch is looked at twice before decoding starts, so the ninth look was in the middle of it.
    assert token.looks == 9


def test_it_stops_between_drafts(load: Callable[[str], TransformersRewriter]) -> None:
    token = CancelToken()
    drafts = load("mt5").rewrite([group(LESSONS[0].evidence)] * 12, token)
    next(drafts)
    token.cancel()
    with pytest.raises(Cancelled):
        list(drafts)


def test_what_a_model_is(load: Callable[[str], TransformersRewriter], broken: Path) -> None:
    (broken / "README.md").write_text("---\nlanguage: [fr, multilingual, en]\nlicense: cc-by-4.0\n---\n# A model\n")
    told = TransformersRewriter.load(str(broken)).info
    assert (told.name, told.location) == (str(broken), str(broken))
    assert (told.kind, told.languages, told.licence) == ("transformers mt5", ("en", "fr"), "cc-by-4.0")
    untold = load("mt5").info
    assert untold.languages == ()
    assert untold.licence.startswith("unknown")


def test_settings_of_a_checkpoint_bring_in_no_chance(broken: Path, tiny_checkpoints: dict[str, Path]) -> None:
    settings = json.loads((broken / "generation_config.json").read_text())
    settings |= {
        "do_sample": True,
        "temperature": 9.0,
        "max_length": 3,
        "min_length": 90,
        "max_time": 0.001,
        "num_beams": 1,
    }
    (broken / "generation_config.json").write_text(json.dumps(settings))
    drafts = wordings(TransformersRewriter.load(str(broken)), [group(LESSONS[1].evidence)])
    assert drafts == wordings(TransformersRewriter.load(str(tiny_checkpoints["mt5"])), [group(LESSONS[1].evidence)])


def test_there_is_no_such_folder(tmp_path: Path) -> None:
    assert "no such folder" in refusal(tmp_path / "nowhere")


def test_a_hub_id_that_is_not_here_is_refused_with_what_to_do() -> None:
    message = refusal("nobody-at-all/no-such-model")
    assert "not on this computer" in message
    assert "hf download nobody-at-all/no-such-model" in message


@pytest.mark.parametrize("model", ["not a model id", "a/b/c/d", "..", "nul\x00", "x" * 5000])
def test_a_name_that_is_none_is_refused(model: str) -> None:
    assert refusal(model)


def test_a_file_is_refused(broken: Path) -> None:
    assert "is a file" in refusal(broken / "config.json")


def test_pickled_weights_are_refused(broken: Path) -> None:
    (broken / "model.safetensors").rename(broken / "pytorch_model.bin")
    message = refusal(broken)
    assert "pickle" in message
    assert "convert" in message


def test_a_decoder_is_refused(tmp_path: Path) -> None:
    from transformers import GPT2Config, GPT2LMHeadModel

    GPT2LMHeadModel(GPT2Config(vocab_size=20, n_positions=16, n_embd=8, n_layer=1, n_head=1)).save_pretrained(tmp_path)
    message = refusal(tmp_path)
    assert "gpt2" in message
    assert "not an encoder-decoder" in message


def test_an_encoder_and_decoder_for_speech_is_refused(broken: Path) -> None:
    from transformers import WhisperConfig

    WhisperConfig(d_model=16, encoder_layers=1, decoder_layers=1).save_pretrained(broken)
    assert "does not turn text into text" in refusal(broken)


@pytest.mark.parametrize(
    "content", ["{", "[]", "\x00", '{"is_encoder_decoder": true, "model_type": "mt5", "d_model": "x"}']
)
def test_a_broken_configuration_is_refused(broken: Path, content: str) -> None:
    (broken / "config.json").write_text(content)
    assert "cannot be loaded" in refusal(broken)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_missing_part_is_named(broken: Path, name: str) -> None:
    (broken / name).unlink()
    assert name in refusal(broken)


@pytest.mark.parametrize(
    "name", ["model.safetensors", "tokenizer.json", "tokenizer_config.json", "generation_config.json"]
)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'{"model": {"type": "None"}}'])
def test_a_broken_part_is_refused_or_does_no_harm(broken: Path, name: str, content: bytes) -> None:
    (broken / name).write_bytes(content)
    with suppress(ModelNotAvailable):
        wordings(TransformersRewriter.load(str(broken)), [group(LESSONS[0].evidence)])


@pytest.mark.parametrize(
    "setting",
    [
        {"_attn_implementation": "kernels-community/flash-attn"},
        {"decoder": {"attn_implementation": {"": "flash_attention_2"}}},
        {"quantization_config": {"quant_method": "fp8"}},
    ],
)
def test_compiled_code_from_elsewhere_is_refused(broken: Path, setting: dict[str, object]) -> None:
    (broken / "config.json").write_text(json.dumps(json.loads((broken / "config.json").read_text()) | setting))
    assert "compiled code" in refusal(broken)


def test_missing_weights_are_not_made_up(broken: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(broken / "model.safetensors")
    del weights["decoder.final_layer_norm.weight"]
    save_file(weights, broken / "model.safetensors", metadata={"format": "pt"})
    assert "not complete" in refusal(broken)


def test_an_adapter_is_refused(broken: Path) -> None:
    (broken / "adapter_config.json").write_text('{"base_model_name_or_path": "nobody/base"}')
    assert "adapter" in refusal(broken)


@pytest.mark.parametrize("known", [True, False])
def test_code_in_a_checkpoint_is_never_run(broken: Path, tmp_path: Path, known: bool) -> None:
    ran = tmp_path / "ran"
    code = f"open({str(ran)!r}, 'w').close()\n"
    (broken / "evil.py").write_text(code)
    (broken / "custom_generate").mkdir()
    (broken / "custom_generate" / "generate.py").write_text(code)
    classes = {"AutoConfig": "evil.C", "AutoModelForSeq2SeqLM": "evil.M", "AutoTokenizer": ["evil.T", "evil.T"]}
    for name in ("config.json", "tokenizer_config.json"):
        settings = json.loads((broken / name).read_text()) | {"auto_map": classes}
        if not known and name == "config.json":
            settings["model_type"] = "made-up"
        (broken / name).write_text(json.dumps(settings))
    with nullcontext() if known else pytest.raises(ModelNotAvailable, match="never run"):
        wordings(TransformersRewriter.load(str(broken)), [group(LESSONS[0].evidence)])
    assert not ran.exists()


_SILENT_AND_OFFLINE = """
import socket, sys
def refuse(*arguments, **named):
    raise AssertionError("the network was asked")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse

from summariser.document import Sentence
from summariser.events import CancelToken
from summariser.planning import EvidenceGroup
from summariser.rewriting.registry import available, load

assert [model.name for model in available()] == ["builtin", "acme/tiny"], available()
assert "torch" not in sys.modules
rewriter = load("acme/tiny")
assert load("acme/tiny") is rewriter
assert (rewriter.info.name, rewriter.info.location) == ("acme/tiny", "local cache")
sentence = Sentence("0.1", 0, sys.argv[1], ((0, 1),), 1)
(draft,) = rewriter.rewrite([EvidenceGroup((sentence,), (1,), "fr", 1.0, 0.0)], CancelToken())
assert draft.text == sys.argv[2], draft
"""


def test_a_model_of_the_cache_is_used_by_its_id_without_a_word_and_without_the_network(
    tiny_checkpoints: dict[str, Path], tmp_path: Path
) -> None:
    lesson = LESSONS[0]
    for name, checkpoint in (("models--acme--tiny", "pegasus"), ("models--acme--decoder", None)):
        (tmp_path / name / "refs").mkdir(parents=True)
        (tmp_path / name / "refs" / "main").write_text("0123abc")
        snapshot = tmp_path / name / "snapshots" / "0123abc"
        if checkpoint:
            shutil.copytree(tiny_checkpoints[checkpoint], snapshot)
        else:
            snapshot.mkdir(parents=True)
            (snapshot / "config.json").write_text('{"model_type": "gpt2"}')
    done = subprocess.run(
        [sys.executable, "-c", _SILENT_AND_OFFLINE, lesson.evidence, lesson.wording],
        env={"HF_HUB_CACHE": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
