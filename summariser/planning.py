"""Which evidence a summary or a digest is written from, in which groups.

For one article a small transformer over sentence vectors says what each sentence is worth (``Planner``). Across
articles, a sentence is worth how much of it the *other* articles also say and how early its own article puts it, less
what was said before it; sentences of other articles that say the same form a group with it. Nothing here
depends on the order in which sources were named: scores are compared rounded, and ties go to the earlier sentence of
the lower-numbered source.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from summariser import lexicon
from summariser.document import Article, Sentence
from summariser.embedding import LANGUAGES, Vectors
from summariser.language import count_words, words

Floats = NDArray[np.float32]

_QUOTE = re.compile(r"[«»“”„\"「」]")
FEATURES = 11
_WINDOW = 400  # sentences that attend to each other: attention over a book would take gigabytes


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Sentences that say one thing, the best-worded first, to be worded as one statement.

    ``sources`` are the numbers of the sources that say it, ascending; ``salience`` what it is worth (higher is better);
    ``position`` where the sources put it (0 = at the start, 1 = at the end).
    """

    sentences: tuple[Sentence, ...]
    sources: tuple[int, ...]
    language: str
    salience: float
    position: float


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with what was computed from it: unit vectors (n, 512) and the salience (n,) of its sentences."""

    number: int
    article: Article
    vectors: Vectors
    salience: Floats


class Planner:
    """Sentence salience: two transformer layers over sentence vectors, in numpy (it is far too small to need more)."""

    def __init__(self, config: dict[str, int], weights: dict[str, Floats]) -> None:
        self._heads = config["heads"]
        self._layers = config["layers"]
        self._places = config["places"]
        self._w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}

    @classmethod
    def load(cls) -> Planner:
        """The planner that ships with the package."""
        from safetensors.numpy import load  # noqa: PLC0415 - only a run needs it

        folder = files("summariser") / "models" / "planner"
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        return cls(config, load((folder / "model.safetensors").read_bytes()))

    def salience(self, vectors: Vectors, features: Floats) -> Floats:
        """What each of n sentences is worth, a distribution (n,): ``vectors`` (n, 512), ``features`` (n, FEATURES).

        Sentences see each other within windows of ``_WINDOW``, far more than an article of any newspaper has.
        """
        if len(vectors) == 0:
            return np.zeros(0, dtype=np.float32)
        scores = [
            self._scores(vectors[start : start + _WINDOW], features[start : start + _WINDOW], start)
            for start in range(0, len(vectors), _WINDOW)
        ]
        return _softmax(np.concatenate(scores))

    def _scores(self, vectors: Vectors, features: Floats, start: int) -> Floats:
        """Scores of the sentences of one window, the first of which is sentence ``start`` of the article."""
        w, count = self._w, len(vectors)
        place = np.minimum(np.arange(start, start + count), self._places - 1)
        x: Floats = vectors @ w["vector.weight"].T + w["vector.bias"]
        x = x + features @ w["features.weight"].T + w["features.bias"] + w["place.weight"][place]
        for layer in range(self._layers):
            p = f"layers.{layer}."
            x = x + self._attention(p, _norm(x, w[p + "norm1.weight"], w[p + "norm1.bias"]))
            y = _norm(x, w[p + "norm2.weight"], w[p + "norm2.bias"])
            y = np.maximum(y @ w[p + "inner.weight"].T + w[p + "inner.bias"], 0)
            x = x + y @ w[p + "outer.weight"].T + w[p + "outer.bias"]
        scores: Floats = (x @ w["score.weight"].T + w["score.bias"])[:, 0]
        return scores

    def _attention(self, prefix: str, x: Floats) -> Floats:
        w, (count, size) = self._w, x.shape
        mixed = x @ w[prefix + "qkv.weight"].T + w[prefix + "qkv.bias"]
        query, key, value = mixed.reshape(count, 3, self._heads, -1).transpose(1, 2, 0, 3)
        scale = np.float32((size // self._heads) ** -0.5)
        scores: Floats = query @ key.transpose(0, 2, 1) * scale
        weight = _softmax(scores)
        attended: Floats = (weight @ value).transpose(1, 0, 2).reshape(count, size)
        return attended @ w[prefix + "out.weight"].T + w[prefix + "out.bias"]


def _norm(x: Floats, weight: Floats, bias: Floats) -> Floats:
    centred: Floats = x - x.mean(-1, keepdims=True)
    spread: Floats = np.sqrt((centred**2).mean(-1, keepdims=True) + np.float32(1e-5))
    normed: Floats = centred / spread * weight + bias
    return normed


def _softmax(x: Floats) -> Floats:
    powers: Floats = np.exp(x - x.max(-1, keepdims=True))
    shares: Floats = powers / powers.sum(-1, keepdims=True)
    return shares


def sentence_features(texts: Sequence[str], vectors: Vectors, title: Vectors | None) -> Floats:
    """What the planner knows of each sentence beside its vector, (n, FEATURES), free of any language.

    Length, position, closeness to the article's mean and to its title (``title`` (512,) or None), digits, quotations.
    """
    count = len(texts)
    out = np.zeros((count, FEATURES), dtype=np.float32)
    if count == 0:
        return out
    centrality = vectors @ vectors.mean(0)
    to_title = vectors @ title if title is not None else np.zeros(count, dtype=np.float32)
    for k, text in enumerate(texts):
        words = count_words(text)
        out[k] = (
            np.log1p(words) / 4, min(words, 60) / 60, centrality[k], any(map(str.isdigit, text)),
            bool(_QUOTE.search(text)), k / count, k == 0, 1 / (1 + k), 1 / (1 + count), to_title[k], title is not None,
        )  # fmt: skip
    return out


_NAMED = 2  # words after a demonstrative that name what was told before
_INSERTING = frozenset({"de", "nl"})  # a comma behind an opening connective only opens what is inserted there
_OPENERS = " \u00a0\u202f«»“”„\"'‘‚‹›「『(–—-¿¡"


def leans_on_context(text: str, language: str) -> bool:
    """Whether a sentence points at what was said before: it cannot stand alone, or it speaks of "the measure", "this
    plan" or "also" without saying which."""
    folded = lexicon.fold(text)
    linked = lexicon.pattern("linking", language=language).search(folded)
    return cannot_stand_alone(text, language) or bool(linked) or _points_at_something(folded, language)


def without_connective(text: str, language: str) -> tuple[str, int]:
    """A sentence without the connective that opens it ("Par ailleurs, ...") and says nothing by itself, and where in
    the text it begins then."""
    opens, comma, rest = text.partition(",")
    folded = lexicon.fold(opens)
    connective = lexicon.pattern("connective", language=language).fullmatch(folded) or _only_answers(
        folded, rest, language
    )
    if not comma or not connective or not rest.strip() or opens_insertion(rest, language):
        return text, 0
    start = len(opens + comma) + len(rest) - len(rest.lstrip())
    return text[start].upper() + text[start + 1 :], start


def _only_answers(opening: str, rest: str, language: str) -> bool:
    """Whether an opening only tells that the ``rest`` answers what was told before: "In response to these events"; not
    where the rest begins with what is inserted, "[In response to these accidents,] due to ice, the city ..."."""
    subject = rest.strip()[:1].isupper() or lexicon.pattern("article", language=language).match(
        lexicon.fold(rest.strip())
    )
    answers = lexicon.pattern("answering", language=language).match(opening)
    this, _, what = opening[answers.end() :].strip().partition(" ") if answers else ("", "", "")
    pointing = lexicon.pattern("demonstrative", language=language).fullmatch(this)
    named = [word for word in what.split() if word.isalpha() and word not in lexicon.phrases("time", language=language)]
    return bool(subject and pointing) and 0 < len(named) == len(what.split()) <= _NAMED


def opens_insertion(rest: str, language: str | None) -> bool:
    """Whether what stands behind a connective and its comma is inserted ("Enfin, et c'est nouveau, ...", "Moreover,
    said the mayor, ..."), or turns the subject behind its verb ("Ainsi, la police a-t-elle ...") and would be left a
    question."""
    folded = lexicon.fold(rest).replace("\u2011", "-").strip()
    inserted, comma, _ = folded.partition(",")
    endings = lexicon.phrases("turned_subject", language=language)
    turned = any(word.rstrip('.,;!?"»”').endswith(endings) for word in folded.split())
    joined = inserted.split(" ")[0] in lexicon.phrases("and", language=language)
    said = comma and lexicon.pattern("attribution", "as", language=language).search(inserted)
    return language in _INSERTING or joined or bool(said) or turned


def cannot_stand_alone(text: str, language: str) -> bool:
    """Whether a sentence cannot be understood without the one before it: it opens so ("Cette ...", "He ..."), has two
    pronouns in a row ("la lui a accordée"), or its speaker was named before."""
    folded = lexicon.fold(text)
    opens = lexicon.pattern("leaning", language=language).match(folded.lstrip(_OPENERS))
    points = lexicon.pattern("pointing_back", language=language).search(folded)
    return bool(opens or points) or hides_its_speaker(text, language)


def _points_at_something(folded: str, language: str) -> bool:
    """Whether "the measure" at the start, or "this" anywhere, is left without what says which ("this week" is not)."""
    told = lexicon.pattern("told_before", language=language).match(folded.lstrip(_OPENERS))
    complement, time = (lexicon.pattern(section, language=language) for section in ("complement", "time"))
    if told and not complement.match(told.string, told.end() + 1):
        return True
    return any(
        not time.match(folded, found.end() + 1)
        for found in lexicon.pattern("demonstrative", language=language).finditer(folded)
    )


def hides_its_speaker(text: str, language: str) -> bool:
    """Whether a sentence speaks for somebody whom it does not name: "I think ...", but not "“I think ...”, he said"."""
    return bool(lexicon.pattern("speaking", language=language).match(lexicon.fold(text)))


# What a sentence is worth across articles: SUPPORT x how much of it the others say + EARLINESS x 1 / (1 + its place).
# These and the next three were chosen together on the development clusters of RPM2, CSTNews and MultiLing (fr, en, ar);
# salience and centrality, tried beside them, only cost.
SUPPORT, EARLINESS = 2.0, 1.0
LEANING = 0.8  # what is left of the worth of a sentence that leans on the one before it
LEANING_ALONE = 0.6  # the same in the summary of one article, where it costs no quality and reads better
SAME = 0.9  # cosine from which a sentence says nothing new
NOVELTY = 2.0  # how much likeness to what is already said counts against a sentence (MMR, Carbonell & Goldstein 1998)
_SHORTEST = 5  # words: shorter sentences are headings, cries and remains
_STEM = 5  # letters by which a word is known again where only spellings can be compared
_CONSIDERED = 120  # sentences of an article that are compared with those of the others, the most salient first
_GROUPS = 60  # groups that a digest is chosen from


def article_groups(read: ReadArticle) -> list[EvidenceGroup]:
    """Each sentence of an article as a group of its own, in the article's order.

    Worth grows with the square of the planner's share, so that two middling sentences do not push out the best one.
    """
    sentences = read.article.sentences
    count = len(sentences)
    return [
        EvidenceGroup(
            (sentence,),
            (read.number,),
            read.article.language,
            (float(share) * (LEANING_ALONE if leans_on_context(sentence.text, read.article.language) else 1.0)) ** 2,
            sentence.index / max(1, count - 1),
        )
        for sentence, share in zip(sentences, read.salience / read.salience.max(initial=1e-6), strict=True)
        if count_words(sentence.text) >= _SHORTEST or count < 3
    ]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence beside those of all articles: which article (its place in the list), which sentence, how early."""

    article: int
    sentence: Sentence
    early: float


def digest_groups(
    articles: Sequence[ReadArticle], language: str, same: Mapping[str, Sequence[Sentence]]
) -> list[EvidenceGroup]:
    """What the articles say together, the weightiest first, each said once.

    Statements are worded from sentences in ``language``; ``same`` are, for the id of each sentence, those of other
    articles that say the same, in whatever language: they are its support.
    """
    if len(articles) == 1:
        return article_groups(articles[0])
    articles = sorted(articles, key=lambda read: read.number)
    candidates, vectors = _candidates(articles)
    if not candidates:
        return []
    likeness = vectors @ vectors.T if language in LANGUAGES else _spelt_likeness(candidates)
    owner = np.array([candidate.article for candidate in candidates])
    # The best match of every sentence in every article: (sentences, articles)
    match = np.stack([likeness[:, owner == k].max(1, initial=0.0) for k in range(len(articles))], 1)
    others = np.arange(len(articles))[None] != owner[:, None]
    support = (np.clip((match - 0.3) / 0.5, 0, 1) * others).sum(1) / (len(articles) - 1)
    worth = SUPPORT * support + EARLINESS * np.array([candidate.early for candidate in candidates])
    for k, candidate in enumerate(candidates):
        own, text = articles[candidate.article].article.language, candidate.sentence.text
        if own != language or count_words(text) < _SHORTEST or hides_its_speaker(text, own):
            worth[k] = -np.inf
        elif leans_on_context(text, own):
            worth[k] *= LEANING
    groups: list[EvidenceGroup] = []
    said: set[str] = set()
    home = {sentence.id: read for read in articles for sentence in read.article.sentences}
    for k, value in _by_novelty(worth, likeness):
        sentence = candidates[k].sentence
        # What supports an earlier statement may say more than it; it is said when that statement supports it, too.
        if said.isdisjoint([sentence.id, *(one.id for one in same.get(sentence.id, ()))]):
            groups.append(_group(home, sentence, same, value))
            said.add(sentence.id)
    return groups


def story_title(articles: Sequence[ReadArticle], language: str) -> str:
    """The title, among those in ``language``, of the article most like the others; empty if none has one."""
    titled = [read for read in articles if read.article.title and read.article.language == language]
    if not titled:
        return ""
    centres = np.stack([read.vectors.mean(0) for read in sorted(articles, key=lambda read: read.number)])
    middle = centres.mean(0)
    return max(titled, key=lambda read: (round(float(read.vectors.mean(0) @ middle), 4), -read.number)).article.title


def _candidates(articles: Sequence[ReadArticle]) -> tuple[list[_Candidate], Vectors]:
    found: list[_Candidate] = []
    rows: list[Vectors] = []
    for place, read in enumerate(articles):
        top = sorted(np.argsort(-read.salience.round(4), kind="stable")[:_CONSIDERED].tolist())
        sentences = read.article.sentences
        found += [_Candidate(place, sentences[k], 1 / (1 + k)) for k in top]
        rows.append(read.vectors[top])
    return found, np.concatenate(rows)


def _spelt_likeness(candidates: Sequence[_Candidate]) -> Floats:
    """How alike sentences are in their words (n, n), the rarer the weightier: of languages that the encoder does not
    know, vectors tell nothing."""
    counted = [Counter(word[:_STEM] for word in words(candidate.sentence.text)) for candidate in candidates]
    held = Counter(stem for stems in counted for stem in stems)
    order = {stem: k for k, stem in enumerate(sorted(held))}
    rows = np.zeros((len(counted), max(1, len(order))), dtype=np.float32)
    for row, stems in zip(rows, counted, strict=True):
        for stem in stems:
            row[order[stem]] = np.log(1 + len(counted) / held[stem])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows @ rows.T


def _by_novelty(worth: Floats, likeness: Floats) -> list[tuple[int, float]]:
    """Sentences in the order a reader would want them next, with what each is worth after those before it."""
    order: list[tuple[int, float]] = []
    said = np.zeros(len(worth), dtype=np.float32)
    left = worth.copy()
    while len(order) < _GROUPS:
        value = np.round(left - NOVELTY * said, 4)
        k = int(value.argmax())
        if not np.isfinite(value[k]):
            break
        order.append((k, float(value[k])))
        left[likeness[k] >= SAME] = -np.inf
        left[k] = -np.inf
        said = np.maximum(said, likeness[k])
    return order


def _group(
    home: Mapping[str, ReadArticle], first: Sentence, same: Mapping[str, Sequence[Sentence]], value: float
) -> EvidenceGroup:
    """The group around a sentence: itself, and those of other articles that say the same."""
    members = [first, *same.get(first.id, ())]
    places = [one.index / max(1, len(home[one.id].article.sentences) - 1) for one in members]
    return EvidenceGroup(
        tuple(members),
        tuple(sorted({home[one.id].number for one in members})),
        home[first.id].article.language,
        max(value, 0.01),
        sum(places) / len(places),
    )
