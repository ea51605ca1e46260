"""What may be cut from a sentence, on small trees drawn by hand, and what never."""

# ruff: noqa: E501 - a tree is easier to read in one line

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summariser.rewriting.cuts import gaps, legal_cuts, shortest_rests
from summariser.rewriting.trees import Cut, Tree


def tree(*rows: tuple[str, int, str, str], sure: float = 1.0) -> Tree:
    """A tree of (word, head, relation, tag) rows, whose parser was ``sure`` of every head."""
    count = len(rows)
    words, heads, relations, tags = zip(*rows, strict=True)
    arcs = np.full((count, count), (1 - sure) / max(1, count - 1), dtype=np.float32)
    arcs[np.arange(count), list(heads)] = sure
    return Tree(words, heads, relations, tags, arcs, np.ones(count, dtype=np.float32))


def drawn(text: str) -> Tree:
    """A tree written as "word/head/relation/TAG ..."; marks are written as "mark/head", and "_" is a blank."""
    rows = []
    for part in text.split():
        cells = part.split("/")
        word, head = cells[0].replace("_", " "), int(cells[1])
        relation, tag = (cells[2], cells[3]) if len(cells) > 2 else ("punct", "PUNCT")
        rows.append((word, head, relation, tag))
    return tree(*rows)


def gone(parsed: Tree) -> dict[str, int]:
    """Every cut as the words it takes out, with its lowest tier."""
    return {" ".join(parsed.words[cut.start : cut.end]): cut.tier for cut in reversed(legal_cuts(parsed))}


CUT = {
    "who a name is": (
        "Luc/7/nsubj/PROPN Morel/0/flat/PROPN ,/3 maire/0/appos/NOUN de/5/case/ADP Vauclair/3/nmod/PROPN ,/3"
        " part/7/root/VERB ./7",
        {},
    ),
    "who an English name is": (
        "Poole/6/nsubj/PROPN ,/2 mayor/0/appos/NOUN of/4/case/ADP Harlow/2/nmod/PROPN ,/2 resigned/6/root/VERB"
        " on/8/case/ADP Monday/6/obl/PROPN ./6",
        {},
    ),
    "French relative clause": (
        "Le/1/det/DET pont/7/nsubj/NOUN ,/4 qui/4/nsubj/PRON date/1/acl:relcl/VERB 1950/4/obl/NUM ,/4 ferme/7/root/VERB ./7",
        {", qui date 1950 ,": 1},
    ),
    "German relative clause": (
        "Die/1/det/DET Brücke/7/nsubj/NOUN ,/5 die/5/nsubj/PRON 1950/5/obl/NUM entstand/1/acl:relcl/VERB ,/5"
        " schließt/7/root/VERB heute/7/advmod/ADV ./7",
        {", die 1950 entstand ,": 1},
    ),
    "relative clause on a name behind the verb": (
        "He/1/nsubj/PRON left/1/root/VERB old/3/amod/ADJ Leeds/1/obj/PROPN ,/7 which/7/nsubj/PRON soon/7/advmod/ADV"
        " flooded/3/acl:relcl/VERB ./1",
        {},
    ),
    "relative clause without commas": (
        "Le/1/det/DET pont/5/nsubj/NOUN qui/3/nsubj/PRON date/1/acl:relcl/VERB 1950/3/obl/NUM ferme/5/root/VERB ./5",
        {},
    ),
    "fronted phrase that points back": (
        "Dans/2/case/ADP ce/2/det/DET cas/6/obl/NOUN ,/1 le/5/det/DET pont/6/nsubj/NOUN ferme/6/root/VERB ./6",
        {},
    ),
    "fronted phrase that points back in passing": (
        "Dans/2/case/ADP ce/2/det/DET contexte/6/obl/NOUN ,/1 le/5/det/DET pont/6/nsubj/NOUN ferme/6/root/VERB ./6",
        {"Dans ce contexte ,": 1},
    ),
    "any other fronted phrase": (
        "Après/1/case/ADP l'orage/5/obl/NOUN ,/1 le/4/det/DET pont/5/nsubj/NOUN ferme/5/root/VERB ./5",
        {},
    ),
    "what somebody is jailed for behind an aside": (
        "Il/1/nsubj/PRON condamne/1/root/VERB Morel/1/obj/PROPN ,/5 qui/5/nsubj/PRON fuit/2/acl:relcl/VERB ,/8 pour/8/case/ADP"
        " fraude/1/obl/NOUN ./1",
        {},
    ),
    "a second deed of the same subject": (
        "Le/1/det/DET pont/3/nsubj/NOUN est/3/aux/AUX fermé/3/root/VERB ici/3/advmod/ADV et/6/cc/CCONJ barré/3/conj/VERB ./3",
        {},
    ),
    "no comma stays between an auxiliary and its verb": (
        "Il/6/nsubj/PRON est/6/aux/AUX ,/4 voyant/4/mark/SCONJ tout/6/advcl/VERB ,/4 entré/6/root/VERB vite/6/advmod/ADV ./6",
        {", voyant tout ,": 2},
    ),
    "how it was done": (
        "Il/5/nsubj/PRON est/5/aux/AUX ,/3 ici/5/advmod/ADV ,/3 entré/5/root/VERB vite/5/advmod/ADV ./5",
        {},
    ),
    "a clause that says who says it at the end": (
        "Le/1/det/DET pont/2/nsubj/NOUN tient/2/root/VERB ,/4 conclut/2/advcl/VERB un/6/det/DET rapport/4/obj/NOUN ./2",
        {},
    ),
    "fronted phrase before a conjunction": (
        "Mardi/5/obl/NOUN ,/0 et/5/cc/CCONJ le/4/det/DET pont/5/nsubj/NOUN ferme/5/root/VERB ./5",
        {},
    ),
    "fronted clause": (
        "After/2/mark/SCONJ it/2/nsubj/PRON rained/6/advcl/VERB ,/2 the/5/det/DET bridge/6/nsubj/NOUN closed/6/root/VERB ./6",
        {},
    ),
    "fronted clause before the verb": (
        "Nachdem/2/mark/SCONJ es/2/nsubj/PRON regnete/6/advcl/VERB ,/2 blieb/6/cop/AUX Kassel/6/nsubj/PROPN"
        " leer/6/root/ADJ ./6",
        {},
    ),
    "fronted clause before a pronoun": (
        "Quand/2/mark/SCONJ Morel/2/nsubj/PROPN arrive/5/advcl/VERB ,/2 il/5/nsubj/PRON parle/5/root/VERB ./5",
        {},
    ),
    "the frame of a sentence": (
        "Hier/7/advmod/ADV ,/0 à/3/case/ADP Lyon/7/obl/PROPN ,/3 le/6/det/DET maire/7/nsubj/NOUN parle/7/root/VERB ./7",
        {},
    ),
    "when it was": (
        "Le/1/det/DET maire/5/nsubj/NOUN ,/3 mardi/5/obl/NOUN ,/3 parle/5/root/VERB fort/5/advmod/ADV ./5",
        {},
    ),
    "the second of two asides": (
        "Lee/9/nsubj/PROPN ,/2 né/0/acl/VERB lundi/2/obl/NOUN ,/5 sorti/0/acl/VERB mardi/5/obl/NOUN ,/5 hier/9/advmod/ADV"
        " gagne/9/root/VERB enfin/9/advmod/ADV ./9",
        {", sorti mardi": 2},
    ),
    "no comma stays before an auxiliary, whoever says it": (
        "Le/1/det/DET maire/7/nsubj/NOUN ,/4 qui/4/nsubj/PRON part/1/acl:relcl/VERB ,/4 a/7/aux/AUX annoncé/7/root/VERB tout/7/obj/PRON"
        " cela/7/obj/PRON ./7",
        {", qui part ,": 1},
    ),
    "the point of a cleft behind a clause": (
        "Ce/3/nsubj/PRON sont/3/cop/AUX les/3/det/DET élus/3/root/NOUN ,/5 réunis/3/acl/VERB lundi/5/obl/NOUN ,/9 qui/9/nsubj/PRON"
        " demandent/3/acl:relcl/VERB tout/9/obj/PRON ./3",
        {", réunis lundi ,": 2},
    ),
    "a clause joined at the end": (
        "Le/1/det/DET pont/2/nsubj/NOUN ferme/2/root/VERB ,/7 et/7/cc/CCONJ la/6/det/DET route/7/nsubj/NOUN"
        " ouvre/2/conj/VERB ./2",
        {},
    ),
    "a joined noun": (
        "Le/1/det/DET pont/5/nsubj/NOUN ,/4 et/4/cc/CCONJ route/1/conj/NOUN ferment/5/root/VERB ./5",
        {},
    ),
    "an adverbial clause between commas before the verb": (
        "La/1/det/DET ville/7/nsubj/NOUN ,/5 tandis/5/mark/SCONJ l'eau/5/nsubj/NOUN monte/7/advcl/VERB ,/5 ferme/7/root/VERB"
        " le/9/det/DET pont/7/obj/NOUN ./7",
        {", tandis l'eau monte ,": 2},
    ),
    "but not behind it": (
        "La/1/det/DET ville/2/nsubj/NOUN ferme/2/root/VERB le/4/det/DET pont/2/obj/NOUN ,/8 tandis/8/mark/SCONJ"
        " l'eau/8/nsubj/NOUN monte/2/advcl/VERB ./2",
        {},
    ),
    "but not without one": (
        "La/1/det/DET ville/2/nsubj/NOUN ferme/2/root/VERB le/4/det/DET pont/2/obj/NOUN tandis/7/mark/SCONJ"
        " l'eau/7/nsubj/NOUN monte/2/advcl/VERB ./2",
        {},
    ),
    "nor what something is done for": (
        "La/1/det/DET ville/2/nsubj/NOUN ferme/2/root/VERB le/4/det/DET pont/2/obj/NOUN ,/6 afin/7/mark/ADP"
        " d'agir/2/advcl/VERB vite/7/advmod/ADV ./2",
        {},
    ),
    "nor a name in front": (
        "À/1/case/ADP Lyon/5/obl/PROPN ,/1 le/4/det/DET pont/5/nsubj/NOUN ferme/5/root/VERB ./5",
        {},
    ),
    "what follows a phrase set off from its verb takes no comma": (
        "Tous/1/nsubj/PRON partent/1/root/VERB quand/8/mark/SCONJ l'avion/8/nsubj/NOUN ,/3 pris/3/acl/VERB"
        " lundi/5/obl/NOUN ,/3 tombe/1/advcl/VERB ./1",
        {", pris lundi ,": 2},
    ),
    "a clause in which the verb goes first says who says it": (
        "Le/1/det/DET pont/7/nsubj/NOUN –/3 répètent/7/advcl/VERB les/5/det/DET experts/3/nsubj/NOUN –/3"
        " tient/7/root/VERB bien/7/advmod/ADV ./7",
        {},
    ),
    "a participle between commas": (
        "Le/1/det/DET pont/6/nsubj/NOUN ,/3 construit/1/acl/VERB lundi/3/obl/NOUN ,/3 ferme/6/root/VERB ./6",
        {", construit lundi ,": 2},
    ),
    "what ends a sentence": (
        "Der/1/det/DET Bau/2/nsubj/NOUN beginnt/2/root/VERB morgen/2/advmod/ADV ,/5 trotz/6/case/ADP Regen/2/obl/NOUN ./2",
        {},
    ),
    "an object": (
        "Le/1/det/DET maire/2/nsubj/NOUN ferme/2/root/VERB le/4/det/DET pont/2/obj/NOUN mardi/2/obl/NOUN ./2",
        {},
    ),
    "a name beside a title": (
        "Le/1/det/DET maire/5/nsubj/NOUN ,/3 Morel/1/appos/PROPN ,/3 démissionne/5/root/VERB enfin/5/advmod/ADV ./5",
        {},
    ),
    "a list beside what it explains": (
        "Deux/1/nummod/NUM villes/7/nsubj/NOUN ,/3 Nice/1/appos/PROPN et/5/cc/CCONJ Metz/3/conj/PROPN ,/3"
        " protestent/7/root/VERB ./7",
        {},
    ),
    "a bracket": (
        "L'ONG/6/nsubj/PROPN (/2 fondée/0/acl/VERB en/4/case/ADP 1992/2/obl/NUM )/2 part/6/root/VERB ./6",
        {"( fondée en 1992 )": 1},
    ),
    "an abbreviation in brackets": ("L'ONG/4/nsubj/PROPN (/2 ICBL/0/appos/PROPN )/2 part/4/root/VERB ./4", {}),
    "dashes": (
        "Le/1/det/DET pont/6/nsubj/NOUN –/4 un/4/det/DET ouvrage/1/appos/NOUN –/4 ferme/6/root/VERB mardi/6/obl/NOUN ./6",
        {},
    ),
    "one dash": (
        "Le/1/det/DET pont/2/nsubj/NOUN ferme/2/root/VERB –/5 un/5/det/DET choc/2/parataxis/NOUN ./2",
        {},
    ),
    "a connective": (
        "Par/5/case/ADP ailleurs/0/fixed/ADV ,/0 le/4/det/DET pont/5/nsubj/NOUN ferme/5/root/VERB ./5",
        {"Par ailleurs ,": 1},
    ),
    "an English connective": (
        "In/1/case/ADP addition/5/obl/NOUN ,/1 the/4/det/DET bridge/5/nsubj/NOUN closed/5/root/VERB ./5",
        {"In addition ,": 1},
    ),
    "a phrase torn apart": (
        "Le/1/det/DET pont/6/nsubj/NOUN ,/4 hier/6/advmod/ADV date/1/acl/VERB ,/4 ferme/6/root/VERB fort/4/advmod/ADV ./6",
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CUT)
def test_whole_optional_phrases_can_be_cut(case: str) -> None:
    text, expected = CUT[case]
    assert gone(drawn(text)) == expected


KEPT = {
    "attribution first": "Selon/2/case/ADP la/2/det/DET police/5/obl/NOUN ,/2 Morel/5/nsubj/PROPN part/5/root/VERB ./5",
    "the state they were in": (
        "Les/1/det/DET agents/6/nsubj/NOUN ,/4 gravement/4/advmod/ADV blessés/1/acl/VERB ,/4 attendent/6/root/VERB"
        " ici/6/advmod/ADV ./6"
    ),
    "which others are meant": (
        "D'autres/1/det/DET chevaux/6/nsubj/NOUN ,/4 qui/4/nsubj/PRON paissaient/1/acl:relcl/VERB ,/4 fuient/6/root/VERB"
        " ici/6/advmod/ADV ./6"
    ),
    "one of a list with dashes": (
        "Le/1/det/DET choix/1/root/NOUN -/3 pain/1/appos/NOUN -/5 vin/1/appos/NOUN -/7 sel/1/appos/NOUN est/1/cop/AUX large/1/amod/ADJ ./1"
    ),
    "a clause that may go on behind its comma": (
        "Lee/9/nsubj/PROPN ,/3 qui/3/nsubj/PRON peinait/0/acl:relcl/VERB ,/6 après/6/case/ADP l'échec/9/obl/NOUN ,/6"
        " hier/9/advmod/ADV gagne/9/root/VERB enfin/9/advmod/ADV ./9"
    ),
    "what these are, in brackets": (
        "Ces/1/det/DET chiffres/6/nsubj/NOUN (/3 dix/4/nummod/NUM morts/1/appos/NOUN )/4 inquiètent/6/root/VERB"
        " ici/6/advmod/ADV ./6"
    ),
    "a figure for some of those meant": (
        "La/1/det/DET prime/11/nsubj/NOUN de/4/case/ADP 1.000/4/nummod/NUM euros/1/nmod/NOUN (/6 2.000/4/appos/NUM pour/9/case/ADP"
        " les/9/det/DET familles/6/nmod/NOUN )/6 revient/11/root/VERB vite/11/advmod/ADV ./11"
    ),
    "what the problem may be": (
        "Le/1/det/DET maire/7/nsubj/NOUN ,/4 qui/4/nsubj/PRON craint/1/acl:relcl/VERB l'eau/4/obj/NOUN ,/4 étudie/7/root/VERB"
        " le/9/det/DET problème/7/obj/NOUN ./7"
    ),
    "what joins in the deed": (
        "La/1/det/DET crue/7/nsubj/NOUN ,/3 conjuguée/1/acl/VERB aux/5/case/ADP marées/3/obl/NOUN ,/3 inonde/7/root/VERB"
        " tout/7/obj/PRON ici/7/advmod/ADV ./7"
    ),
    "what came of it, before who says so": (
        "Le/1/det/DET café/2/nsubj/NOUN ouvre/9/ccomp/VERB ,/6 avant/6/mark/ADP d'être/6/aux/AUX fermé/2/advcl/VERB ,/2 ont/9/aux/AUX"
        " dit/9/root/VERB des/11/det/DET voisins/9/nsubj/NOUN ./9"
    ),
    "some of those named, before the verb": (
        "La/1/det/DET note/10/nsubj/NOUN ,/5 dont/5/nmod/PRON la/5/det/DET fin/1/nmod/NOUN ,/7 lue/5/acl/VERB lundi/7/obl/NOUN ,/5"
        " déplaît/10/root/VERB ici/10/advmod/ADV ./10"
    ),
    "a noun that tells what happened": (
        "La/1/det/DET femme/7/nsubj/NOUN ,/3 victime/1/acl/NOUN d'un/5/case/ADP chien/3/nmod/NOUN ,/3 repose/7/root/VERB"
        " ici/7/advmod/ADV ./7"
    ),
    "the connective that turns the subject": (
        "Ainsi/5/advmod/ADV ,/0 la/3/det/DET police/5/nsubj/NOUN a-t-elle/5/aux/AUX désarmé/5/root/VERB deux/7/nummod/NUM"
        " hommes/5/obj/NOUN ./5"
    ),
    "the category it holds for": (
        "Lee/1/nsubj/PROPN bat/1/root/VERB un/3/det/DET record/1/obj/NOUN (/5 catégorie/3/appos/NOUN junior/5/amod/ADJ )/5"
        " ici/1/advmod/ADV ./1"
    ),
    "what this figure may be": (
        "La/1/det/DET banque/8/nsubj/NOUN ,/4 qui/4/nsubj/PRON annonçait/1/acl:relcl/VERB 3/6/nummod/NUM points/4/obj/NOUN ,/4"
        " baisse/8/root/VERB cette/10/det/DET somme/8/obj/NOUN ./8"
    ),
    "what she may know about": (
        "Léa/7/nsubj/PROPN ,/3 qui/3/nsubj/PRON craignait/0/acl:relcl/VERB les/5/det/DET juges/3/obj/NOUN ,/3 compte/7/root/VERB"
        " sur/9/case/ADP eux/7/obl/PRON ./7"
    ),
    "a clause with an aside, which may end there": (
        "Le/1/det/DET vote/9/nsubj/NOUN ,/3 perdu/1/acl/VERB lundi/3/obl/NOUN ,/6 venu/3/conj/VERB tard/6/advmod/ADV ,/3"
        " compte/9/root/VERB enfin/9/advmod/ADV ./9"
    ),
    "a connective before who says it": (
        "Enfin/6/advmod/ADV ,/0 a/3/aux/AUX dit/6/parataxis/VERB Lee/3/nsubj/PROPN ,/3 tout/7/nsubj/PRON va/6/root/VERB mieux/7/advmod/ADV ./7"
    ),
    "a connective before what is inserted": (
        "Enfin/7/advmod/ADV ,/0 et/4/cc/CCONJ c'est/4/cop/AUX nouveau/7/parataxis/ADJ ,/4 tout/7/nsubj/PRON va/7/root/VERB mieux/7/advmod/ADV ./7"
    ),
    "whom a bracket leaves out": (
        "Les/1/det/DET enfants/6/nsubj/NOUN (/4 sous/4/case/ADP 12/1/nmod/NUM )/4 entrent/6/root/VERB ici/6/advmod/ADV ./6"
    ),
    "which one, in brackets": (
        "L'hôpital/4/nsubj/NOUN (/2 public/0/amod/ADJ )/2 ferme/4/root/VERB deux/6/nummod/NUM lits/4/obj/NOUN ./4"
    ),
    "an ending in brackets": (
        "Les/1/det/DET candidat/6/nsubj/NOUN (/3 e/1/appos/X )/3 s/1/appos/X votent/6/root/VERB ici/6/advmod/ADV ./6"
    ),
    "what others count": (
        "Ils/1/nsubj/PRON sont/1/root/VERB mille/1/obj/NUM manifestants/1/obj/NOUN (/7 deux/6/nummod/NUM mille/7/nummod/NUM selon/3/nmod/ADP Lee/7/nmod/PROPN )/7"
        " ici/1/advmod/ADV ./1"
    ),
    "a clause behind nothing but a conjunction": (
        "Mais/7/cc/CCONJ ,/4 alors/4/mark/SCONJ l'eau/4/nsubj/NOUN monte/7/advcl/VERB ,/4 Lee/7/nsubj/PROPN reste/7/root/VERB ici/7/advmod/ADV ./7"
    ),
    "a death": (
        "Lee/7/nsubj/PROPN ,/3 qui/3/nsubj/PRON mort/0/acl:relcl/VERB lundi/3/obl/NOUN ,/3 hier/7/advmod/ADV jouait/7/root/VERB"
        " bien/7/advmod/ADV ./7"
    ),
    "what somebody is called": (
        "L'homme/6/nsubj/NOUN ,/2 identifié/0/acl/VERB comme/4/case/ADP Lee/2/obl/PROPN ,/2 part/6/root/VERB ici/6/advmod/ADV ./6"
    ),
    "one of many brackets": (
        "Nice/13/nsubj/PROPN (/2 PACA/0/appos/PROPN sud/2/amod/ADJ )/2 Lyon/0/conj/PROPN (/7 Rhône/5/appos/PROPN est/7/amod/ADJ )/7"
        " Metz/0/conj/PROPN (/12 Lorraine/9/appos/PROPN nord/11/amod/ADJ )/11 votent/13/root/VERB ./13"
    ),
    "whom they may mean": (
        "La/1/det/DET France/7/nsubj/PROPN ,/4 qui/4/nsubj/PRON compte/1/acl:relcl/VERB 200/4/obj/NUM ,/4 veut/7/root/VERB"
        " qu'ils/9/nsubj/PRON rentrent/7/ccomp/VERB ./7"
    ),
    "attribution between": "Morel/6/nsubj/PROPN ,/4 d'après/4/case/ADP la/4/det/DET police/6/obl/NOUN ,/4 part/6/root/VERB ./6",
    "attribution in brackets": "Morel/5/nsubj/PROPN (/3 selon/3/case/ADP lui/5/obl/PRON )/3 part/5/root/VERB ./5",
    "English attribution": (
        "Poole/1/nsubj/PROPN left/1/root/VERB town/1/obj/NOUN ,/6 according/6/case/VERB to/4/fixed/ADP police/1/obl/NOUN ./1"
    ),
    "German attribution": "Poole/5/nsubj/PROPN ,/3 laut/3/case/ADP Polizei/5/obl/NOUN ,/3 ging/5/root/VERB fort/5/advmod/ADV ./5",
    "German attribution after": (
        "Poole/5/nsubj/PROPN ,/2 Polizeiangaben/5/obl/NOUN zufolge/2/case/ADP ,/2 ging/5/root/VERB fort/5/advmod/ADV ./5"
    ),
    "Japanese attribution": "警察/5/obl/NOUN によると/0/case/ADP 、/0 橋/5/nsubj/NOUN は/3/case/ADP 閉鎖/5/root/VERB 。/5",
    "Korean attribution": "경찰에/4/obl/NOUN 따르면/0/case/VERB ,/0 다리가/4/nsubj/NOUN 닫혔다/4/root/VERB ./4",
    "condition": "Si/2/mark/SCONJ l'eau/2/nsubj/NOUN monte/5/advcl/VERB ,/2 Nice/5/nsubj/PROPN ferme/5/root/VERB ./5",
    "English condition": "They/1/nsubj/PRON leave/1/root/VERB ,/5 unless/5/mark/SCONJ he/5/nsubj/PRON pays/1/advcl/VERB ./1",
    "German condition": "Wenn/2/mark/SCONJ es/2/nsubj/PRON regnet/4/advcl/VERB ,/2 schließt/4/root/VERB Kassel/4/nsubj/PROPN ./4",
    "modality": "Morel/5/nsubj/PROPN ,/3 peut-être/3/advmod/ADV mardi/5/obl/NOUN ,/3 partira/5/root/VERB vite/5/advmod/ADV ./5",
    "English modality": "Poole/5/nsubj/PROPN ,/3 in/3/case/ADP most/5/obl/ADJ ,/3 leaves/5/root/VERB fast/5/advmod/ADV ./5",
    "German modality": "Poole/4/nsubj/PROPN ,/2 vielleicht/4/advmod/ADV ,/2 geht/4/root/VERB fort/4/advmod/ADV ./4",
    "negation": "Morel/5/nsubj/PROPN ,/3 jamais/3/advmod/ADV mardi/5/obl/NOUN ,/3 vient/5/root/VERB ici/5/advmod/ADV ./5",
    "what a number counts": (
        "Il/1/nsubj/PRON voit/1/root/VERB 12/1/obj/NUM –/4 blessés/2/appos/NOUN –/4 encore/1/advmod/ADV ici/1/advmod/ADV ./1"
    ),
    "an open bracket": "Morel/6/nsubj/PROPN ,/2 maire/0/appos/NOUN (/4 PS/2/appos/PROPN ,/2 part/6/root/VERB )/6 ./6",
    "the share that the rest speaks of": (
        "Le/1/det/DET soutien/5/nsubj/NOUN (/3 58%/1/appos/NUM )/3 baisse/5/root/VERB un/7/det/DET peu/5/advmod/ADV ./5"
    ),
    "the noun that another stands for": (
        "Le/1/det/DET test/7/nsubj/NOUN ,/3 donnant/1/acl/VERB des/5/det/DET résultats/3/obj/NOUN ,/3 vaut/7/root/VERB"
        " ceux/7/obj/PRON des/10/case/ADP autres/8/nmod/NOUN ./7"
    ),
    "what is not settled": (
        "Des/1/det/DET chercheurs/8/nsubj/NOUN ,/5 qui/5/nsubj/PRON n'ont/5/aux/AUX publié/1/acl:relcl/VERB pas_encore/5/advmod/ADV"
        " ,/5 trouvent/8/root/VERB mieux/8/advmod/ADV ./8"
    ),
    "a frame that names its place": (
        "Dans/2/case/ADP cette/2/det/DET ville/8/obl/NOUN de/4/case/ADP Lyon/2/nmod/PROPN ,/2 il/8/nsubj/PRON a/8/aux/AUX"
        " plu/8/root/VERB ./8"
    ),
    "the main clause behind a clause in front": (
        "Apenas/1/advmod/ADV habló/1/root/VERB Lee/1/nsubj/PROPN ayer/1/advmod/ADV tarde/1/advmod/ADV ,/7 muchos/7/nsubj/PRON"
        " protestaron/1/conj/VERB ./1"
    ),
    "what others say": (
        "One/1/nsubj/PRON says/1/root/VERB they/4/nsubj/PRON had/4/aux/AUX left/1/ccomp/VERB early/4/advmod/ADV ,/9"
        " while/9/mark/SCONJ others/9/nsubj/PRON disagree/1/advcl/VERB ./1"
    ),
    "between two hyphens": (
        "O/1/det/DET PSDB/6/nsubj/PROPN -/4 -/4 oposição/1/appos/NOUN -/4 soma/6/root/VERB 117/8/nummod/NUM votos/6/obj/NOUN ./6"
    ),
    "what is new about a thing, with an elided article": (
        "Il/1/nsubj/PRON parle/1/root/VERB ici/1/advmod/ADV d'une/4/case/ADP note/1/obl:arg/NOUN ,/7 qui/7/nsubj/PRON"
        " fâche/4/acl:relcl/VERB Nice/7/obj/PROPN ./1"
    ),
    "what happened next": (
        "La/1/det/DET voiture/2/nsubj/NOUN heurte/2/root/VERB le/4/det/DET mur/2/obj/NOUN ici/2/advmod/ADV ,/7"
        " finissant/2/advcl/VERB dans/9/case/ADP l'eau/7/obl/NOUN ./2"
    ),
    "what a title in quotation marks names": (
        "Il/1/nsubj/PRON parle/1/root/VERB ici/1/advmod/ADV du/4/case/ADP film/1/obl:arg/NOUN bleu/4/amod/ADJ ,/8 «/8 journée/4/appos/NOUN"
        " folle/8/amod/ADJ »/8 ./1"
    ),
    "the exception to a denial": (
        "Aucune/1/det/DET vente/7/nsubj/NOUN (/4 hors/4/case/ADP gala/1/nmod/NOUN )/4 n'atteint/7/advmod/ADV vaut/7/root/VERB"
        " cela/7/obj/PRON ./7"
    ),
    "what the verb of a clause takes, behind an aside": (
        "Il/1/nsubj/PRON parle/1/root/VERB ici/1/advmod/ADV de/4/case/ADP Lee/1/obl/PROPN ,/7 qui/7/nsubj/PRON"
        " fréquentait/4/acl:relcl/VERB ,/10 à/10/case/ADP Nice/1/obl/PROPN ,/13 une/13/det/DET mosquée/1/obl/NOUN ./1"
    ),
    "a name at the end of a description": (
        "Elle/1/nsubj/PRON voit/1/root/VERB ici/1/advmod/ADV son/4/det/DET compagnon/1/obj/NOUN ,/6 l'ex-président/4/appos/NOUN"
        " de/9/case/ADP la/9/det/DET République/6/nmod/NOUN François/9/nmod/PROPN ./1"
    ),
    "which hour is meant": (
        "Il/1/nsubj/PRON parle/1/root/VERB ici/1/advmod/ADV à/4/case/ADP 10h/1/obl/NOUN (/6 heure/4/appos/NOUN locale/6/amod/ADJ"
        " )/6 demain/1/advmod/ADV ./1"
    ),
    "what a new thing is": (
        "Elle/1/nsubj/PRON retire/1/root/VERB ici/1/advmod/ADV un/5/det/DET autre/5/amod/ADJ symbole/1/obj/NOUN ,/8"
        " un/8/det/DET drapeau/5/appos/NOUN ./1"
    ),
    "figures behind the verb": (
        "Il/2/expl/PRON y/2/expl/PRON a/2/root/VERB une/4/det/DET baisse/2/obj/NOUN ici/2/advmod/ADV ,/8 après/8/case/ADP"
        " 73,3%/2/obl/NUM ./2"
    ),
    "a connective before a quotation": (
        "Enfin/6/advmod/ADV ,/0 «/6 les/4/det/DET tests/6/nsubj/NOUN en/6/advmod/ADV montrent/6/root/VERB une/8/det/DET"
        " confusion/6/obj/NOUN »/6 ./6"
    ),
    "how it was done": (
        "Porsche/1/nsubj/PROPN pense/1/root/VERB aux/3/case/ADP propriétaires/1/obl:arg/NOUN anciens/3/amod/ADJ ici/1/advmod/ADV"
        " ,/8 en/8/mark/ADP réimprimant/1/advcl/VERB tout/8/obj/PRON ./1"
    ),
    "where a small letter opens the second sentence": (
        "Lee/1/nsubj/PROPN parle/1/root/VERB à/3/case/ADP l'Assemblée/1/obl/NOUN nationale/3/amod/ADJ ./1 Moreau/11/nsubj/PROPN"
        " ,/9 qui/9/nsubj/PRON écoute/6/acl:relcl/VERB ,/9 revient/1/parataxis/VERB ./1"
    ),
    "what was seen": (
        "Le/1/det/DET film/2/nsubj/NOUN montre/2/root/VERB Lee/2/obj/PROPN de/5/case/ADP loin/2/advmod/ADV ,/7 suivi/3/acl/VERB"
        " par/9/case/ADP eux/7/obl:agent/PRON ./2"
    ),
    "the name of a new thing": (
        "M6/1/nsubj/PROPN montre/1/root/VERB sa/3/det/DET série/1/obj/NOUN ici/1/advmod/ADV demain/1/advmod/ADV ,/8 Une/8/det/DET"
        " vie/3/appos/NOUN ./1"
    ),
    "who else the verb is said of": (
        "Lee/7/nsubj/PROPN ,/5 tout/5/advmod/ADV comme/2/fixed/ADP sa/5/det/DET sœur/7/obl/NOUN ,/5 partent/7/root/VERB"
        " demain/7/advmod/ADV ./7"
    ),
    "what a verb asks for, without a mark": (
        "Il/2/nsubj/PRON a/2/aux/AUX confirmé/2/root/VERB à/4/case/ADP Lee/2/obl:arg/PROPN ,/7 qui/7/nsubj/PRON"
        " demandait/4/acl:relcl/VERB tout/7/obj/PRON ,/7 avoir/12/aux/AUX bien/12/advmod/ADV vu/7/xcomp/VERB ./2"
    ),
    "why a thing without a name is spoken of": (
        "Ils/1/nsubj/PRON contestent/1/root/VERB ici/1/advmod/ADV le/4/det/DET décret/1/obj/NOUN ,/7 qui/7/nsubj/PRON"
        " crée/4/acl:relcl/VERB Edvige/7/obj/PROPN ./1"
    ),
    "what a pronoun behind it stands for": (
        "La/1/det/DET Chine/9/nsubj/PROPN ,/6 où/6/obl/PRON le/5/det/DET virus/6/nsubj/NOUN naît/1/acl:relcl/VERB ,/6"
        " l'a/9/obj/PRON jugulé/9/root/VERB ./9"
    ),
    "the place that is meant behind it": (
        "Le/1/det/DET Front/7/nsubj/PROPN ,/4 la/4/det/DET branche/1/appos/NOUN en/6/case/ADP Syrie/4/nmod/PROPN"
        " avance/7/root/VERB ,/1 dans/9/case/ADP le/9/det/DET pays/7/obl/NOUN ./7"
    ),
    "members of a list behind the verb": (
        "Il/1/nsubj/PRON parle/1/root/VERB ici/1/advmod/ADV devant/5/case/ADP les/5/det/DET préfets/1/obl/NOUN ,/7"
        " trésoriers/5/appos/NOUN -/9 cent/9/nummod/NUM cadres/5/appos/NOUN -/12 et/12/cc/CCONJ banquiers/9/conj/NOUN ./1"
    ),
    "what a short name stands for": (
        "Ils/1/nsubj/PRON arrivent/1/root/VERB en/3/case/ADP TT/1/obl/PROPN (/5 Trending/3/appos/PROPN Topics/5/flat/PROPN )/5 ./1"
    ),
    "a frame that points nowhere back": (
        "Près/9/advmod/ADV du/2/case/ADP centre/0/obl:arg/NOUN ,/0 la/5/det/DET ville/9/nsubj/NOUN pleure/9/aux/VERB"
        " ses/8/det/DET morts/9/obj/NOUN ici/9/root/VERB ./9"
    ),
    "what stands behind an apposition or the subject, nobody knows which": (
        "Autre/1/det/ADJ voix/14/nsubj/NOUN citée/1/acl/VERB par/5/case/ADP la/5/det/DET radio/2/obl:agent/NOUN ,/8"
        " la/8/det/DET chef/5/appos/NOUN Lee/8/flat/PROPN ,/12 qui/12/nsubj/PRON brillait/8/acl:relcl/VERB ,/12"
        " parle/14/root/VERB demain/14/advmod/ADV ./14"
    ),
    "where two sentences are run together": (
        "Les/1/det/DET amateurs/8/nsubj/NOUN de/3/case/ADP GTAm.Les/1/nmod/PROPN ,/6 qui/6/nsubj/PRON"
        " suivent/1/acl:relcl/VERB ,/6 partent/8/root/VERB vite/8/advmod/ADV ./8"
    ),
    "what is new about a thing": (
        "Elle/2/nsubj/PRON a/2/aux/AUX publié/2/root/VERB hier/2/advmod/ADV un/5/det/DET livre/2/obj/NOUN ,/7 intitulé/5/acl/VERB"
        " Lettres/7/xcomp/NOUN ./2"
    ),
    "a sentence without a verb": (
        "Un/1/det/DET succès/1/root/NOUN pour/3/case/ADP Nice/1/nmod/PROPN ,/5 ville/3/appos/NOUN du/7/case/ADP sud/5/nmod/NOUN"
        " ,/5 hier/1/advmod/ADV soir/9/advmod/NOUN ./1"
    ),
    "who does it, with title and name": (
        "Bilan/6/nsubj/NOUN ,/3 le/3/det/DET préfet/0/appos/NOUN Lallement/3/flat/PROPN ,/3 remet/6/root/VERB ses/8/det/DET"
        " idées/6/obj/NOUN ./6"
    ),
    "what goes on behind a clause": (
        "Il/1/nsubj/PRON répond/1/root/VERB vite/1/advmod/ADV ,/4 défendant/1/advcl/VERB Nice/4/obj/PROPN ,/8 ainsi/8/cc/ADV"
        " que/7/fixed/SCONJ Lyon/1/obj/PROPN ici/1/advmod/ADV ./1"
    ),
    "an aside at the start of a clause that goes on": (
        "Il/1/nsubj/PRON tombe/8/advcl/VERB du/3/case/ADP toit/1/obl/NOUN ,/7 duquel/7/obl/PRON ,/7 semble/3/acl:relcl/VERB"
        " manquent/8/root/VERB des/10/det/DET tuiles/8/obj/NOUN ./8"
    ),
    "the second of three": (
        "Un/1/det/DET avion/8/nsubj/NOUN ,/4 un/4/det/DET bateau/1/appos/NOUN ,/7 un/7/det/DET canot/1/conj/NOUN"
        " viennent/8/root/VERB ici/8/advmod/ADV ./8"
    ),
    "the point of a cleft behind a frame": (
        "En/1/case/ADP tout/5/obl/NOUN ,/1 ce/5/nsubj/PRON sont/5/cop/AUX moules/5/root/NOUN ,/8 qui/8/nsubj/PRON partent/5/acl:relcl/VERB"
        " ./5"
    ),
    "who a name is": (
        "Moon/6/nsubj/PROPN ,/3 une/3/det/DET chatte/0/appos/NOUN perdue/3/acl/VERB ,/3 rentre/6/root/VERB tard/6/advmod/ADV ./6"
    ),
    "what a verb takes in brackets": (
        "Le/1/det/DET seul/3/nsubj/NOUN à/3/mark/ADP contrer/10/advcl/VERB (/5 Metz/3/obj/PROPN )/5 hier/3/advmod/ADV ,/3"
        " tout/10/nsubj/PRON va/10/root/VERB bien/10/advmod/ADV ./10"
    ),
    "who spoke, behind a quotation": "Oui/0/root/INTJ «/0 c'est/3/cop/AUX fini/0/parataxis/ADJ »/0 (/6 Dati/0/appos/PROPN )/6 ./0",
    "an amount behind an aside": (
        "Ils/1/nsubj/PRON saisissent/1/root/VERB lundi/1/obj/NOUN à/4/case/ADP Cesena/2/nmod/PROPN ici/1/advmod/ADV ,/7"
        " 112/8/nummod/NUM kilos/4/appos/NOUN ./1"
    ),
    "what the main verb asks for, taken for a clause's own": (
        "Il/1/nsubj/PRON enjoint/1/root/VERB au/3/case/ADP ministère/1/obl/NOUN ,/6 qui/6/nsubj/PRON refusait/3/acl:relcl/VERB"
        " tout/6/obj/NOUN ,/9 d'ouvrir/6/xcomp/VERB Nice/9/obj/PROPN ./1"
    ),
    "the first of two verbs of a clause": (
        "It/1/nsubj/PRON helps/1/root/VERB Lee/1/obj/PROPN ,/5 who/5/nsubj/PRON came/2/acl:relcl/VERB ,/5 but/9/cc/CCONJ"
        " soon/9/advmod/ADV left/1/conj/VERB ./1"
    ),
    "what is told, though it is taken for a participle": (
        "Sur/2/case/ADP ces/2/det/DET murs/8/obl/NOUN ,/4 figurait/2/acl/VERB une/6/det/DET croix/4/obj/NOUN ,/4 dit/8/root/VERB"
        " la/10/det/DET police/8/nsubj/NOUN ./8"
    ),
    "nearly all of it": (
        "Morel/10/nsubj/PROPN ,/3 qui/3/nsubj/PRON vient/0/acl:relcl/VERB ici/3/advmod/ADV de/6/case/ADP loin/3/advmod/ADV"
        " à/8/case/ADP pied/3/obl/NOUN ,/3 part/10/root/VERB ./10"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_what_the_rest_depends_on_is_never_cut(case: str) -> None:
    assert gone(drawn(KEPT[case])) == {}


def test_a_clause_goes_with_its_own_negation() -> None:
    parsed = drawn(
        "Morel/7/nsubj/PROPN ,/4 qui/4/nsubj/PRON ne/4/advmod/ADV vient/0/acl:relcl/VERB jamais/4/advmod/ADV ,/4"
        " refuse/7/root/VERB tout/7/obj/PRON net/7/advmod/ADV ./7"
    )
    assert gone(parsed) == {", qui ne vient jamais ,": 1}


QUOTED = (
    "Le/2/det/DET X/2/obj/X dit/2/root/VERB {0}/9 Morel/9/nsubj/PROPN ,/6 venu/4/acl/VERB lundi/6/obl/NOUN ,/6"
    " part/2/ccomp/VERB {1}/9 ./2"
)


@pytest.mark.parametrize("marks", ["«»", "“”", "„“", "„”", '""', "»«", "‘’", "‚‘", "‹›", "›‹", "「」"])
def test_a_quotation_is_never_cut_into(marks: str) -> None:
    assert gone(drawn(QUOTED.format(*marks))) == {}


@pytest.mark.parametrize("mark", ["»", "”", '"', "」"])
def test_what_ends_a_quotation_begun_before_is_not_cut_into(mark: str) -> None:
    parsed = drawn(
        "Morel/4/nsubj/PROPN ,/2 venu/0/acl/VERB ,/2 part/4/root/VERB "
        f"{mark}/4 ,/7 lance/4/parataxis/VERB Poole/7/nsubj/PROPN ./4"
    )
    assert gone(parsed) == {}


def test_beside_a_quotation_may_be_cut() -> None:
    parsed = drawn(
        "Morel/4/nsubj/PROPN ,/2 venu/0/acl/VERB ,/2 lance/4/root/VERB «/6 non/4/obj/INTJ »/6 à/9/case/ADP Nice/4/obl/PROPN ./4"
    )
    assert gone(parsed) == {", venu ,": 2}


def test_what_the_parser_is_not_sure_of_stays() -> None:
    text, expected = CUT["a participle between commas"]
    sure = drawn(text)
    rows = list(zip(sure.words, sure.heads, sure.relations, sure.tags, strict=True))
    assert set(gone(tree(*rows, sure=0.99))) == set(expected)
    assert gone(tree(*rows, sure=0.6)) == {}
    doubtful = Tree(sure.words, sure.heads, sure.relations, sure.tags, sure.arcs, sure.certainty * np.float32(0.4))
    assert gone(doubtful) == {}


def test_a_comma_that_nothing_follows_is_read_whatever_hangs_on_it() -> None:
    parsed = drawn("Luc/5/nsubj/PROPN ,/2 venu/0/acl/VERB hier/2/advmod/ADV tard/2/advmod/ADV ,/5")
    assert gone(parsed) == {}


def test_heads_that_form_a_cycle_do_not_hang() -> None:
    parsed = drawn("A/1/nmod/NOUN B/0/nmod/NOUN ,/3 hier/5/advmod/ADV ,/3 part/5/root/VERB vite/5/advmod/ADV ./5")
    assert set(gone(parsed)) <= {", hier ,", ", hier"}
    assert legal_cuts(drawn("A/1/nmod/NOUN B/0/nmod/NOUN ./0")) == []


RELATIONS = ["nsubj", "obl", "advcl", "acl", "acl:relcl", "appos", "conj", "cc", "advmod", "punct", "parataxis"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(
            ["Morel", "12", ",", ",", "(", ")", "«", "»", '"', "–", ".", "selon", "jamais", "ICBL", "part", "、"]
        ),
        st.integers(0, 19),
        st.sampled_from(RELATIONS),
        st.sampled_from(["NOUN", "PROPN", "VERB", "PUNCT", "PRON", "ADP"]),
    ),
    min_size=1,
    max_size=20,
)


@given(ROWS)
def test_whatever_the_parser_says_the_promises_hold(rows: list[tuple[str, int, str, str]]) -> None:
    parsed = tree(*((word, head % len(rows), relation, tag) for word, head, relation, tag in rows))
    cuts = legal_cuts(parsed)
    assert cuts == sorted(cuts, key=lambda cut: (cut.start, cut.end, cut.tier))
    for cut in cuts:
        inside = parsed.words[cut.start : cut.end]
        assert 0 <= cut.start < cut.end <= len(rows)
        assert cut.tier in {1, 2}
        assert not any(parsed.heads[unit] == unit for unit in range(cut.start, cut.end))
        for opening, closing in ("()", "«»", '""'):
            assert inside.count(opening) == inside.count(closing)


def test_cuts_that_follow_each_other_can_be_made_together() -> None:
    cuts = [Cut(0, 2, 1), Cut(2, 4, 1), Cut(4, 5, 2), Cut(7, 9, 3)]
    assert gaps(cuts, 1) == {(0, 2), (2, 4), (0, 4)}
    assert gaps(cuts, 2) == {(0, 2), (2, 4), (4, 5), (0, 4), (2, 5), (0, 5)}
    assert gaps(cuts, 3) == gaps(cuts, 2) | {(7, 9)}
    assert gaps([], 3) == set()
    assert gaps(cuts, 0) == set()


def test_a_long_list_of_asides_is_read_quickly() -> None:
    rows = [("Morel", 0, "root", "VERB")] + [
        row
        for k in range(39)
        for row in ((",", 0, "punct", "PUNCT"), ("hier", 0, "advmod", "ADV"), ("(", 0, "punct", "PUNCT"))
    ]
    start = time.process_time()
    gaps(legal_cuts(tree(*rows)), 3)
    assert time.process_time() - start < 5


def test_a_bracket_between_two_commas_takes_both_along_before_the_verb() -> None:
    parsed = drawn(
        "Luc/7/nsubj/PROPN ,/3 (/3 maire/0/appos/NOUN PS/3/nmod/PROPN )/3 ,/3 quitte/7/root/VERB aujourd'hui/7/advmod/ADV"
        " son/10/det/DET bureau/7/obj/NOUN ./7"
    )
    assert set(gone(parsed)) == {", ( maire PS ) ,"}


def test_a_comma_closes_an_apposition_where_else_only_clauses_have_one() -> None:
    parsed = drawn(
        "Der/1/det/DET Minister/10/nsubj/NOUN ,/3 Jens/1/appos/PROPN Lee/3/flat/PROPN ,/8 der/8/nsubj/PRON lange/8/advmod/ADV"
        " krank/1/acl:relcl/VERB ,/8 geht/10/root/VERB jetzt/10/advmod/ADV ./10"
    )
    assert set(gone(replace(parsed, language="de"))) == {", der lange krank"}


def test_a_verb_at_the_end_may_be_that_of_the_clause_around() -> None:
    parsed = drawn(
        "Dass/2/mark/SCONJ der/2/det/DET Express/8/nsubj/PROPN ,/6 heute/6/advmod/ADV Mehl/6/obj/NOUN bringt/2/acl/VERB ,/6 glaubt/8/root/VERB"
        " niemand/8/nsubj/PRON mehr/8/advmod/ADV ./8"
    )
    assert gone(replace(parsed, language="de")) == {}


def test_a_comma_of_the_first_of_two_subjects_closes_no_aside_of_the_second() -> None:
    parsed = drawn(
        "Lee/10/nsubj/PROPN ,/3 qui/3/nsubj/PRON part/0/acl:relcl/VERB ,/3 et/6/cc/CCONJ Poole/0/conj/PROPN ,/8 élu/6/acl/VERB"
        " lundi/8/obl/NOUN hésitent/10/root/VERB ici/10/advmod/ADV ./10"
    )
    both = drawn(
        "Lee/11/nsubj/PROPN ,/3 qui/3/nsubj/PRON part/0/acl:relcl/VERB ,/3 et/6/cc/CCONJ Poole/0/conj/PROPN ,/8 élu/6/acl/VERB"
        " lundi/8/obl/NOUN ,/8 hésitent/11/root/VERB ici/11/advmod/ADV ./11"
    )
    assert gone(parsed) == {}
    assert ", élu lundi ," in gone(both)
    assert ", élu lundi" not in gone(both)


def test_a_list_in_a_subject_has_no_aside_that_a_comma_closes() -> None:
    parsed = drawn(
        "Le/1/det/DET ministre/11/nsubj/NOUN du/3/case/ADP Sport/1/nmod/PROPN ,/6 du/6/case/ADP Droit/3/conj/PROPN ,/9"
        " qui/9/nsubj/PRON partait/1/acl:relcl/VERB ,/9 revient/11/root/VERB ici/11/advmod/ADV ./11"
    )
    assert set(gone(parsed)) == {", qui partait ,"}


def test_a_frame_without_a_noun_stays() -> None:
    parsed = drawn(
        "Parmi/3/case/ADP les/3/det/DET moins/3/advmod/ADV riches/8/obl/ADJ ,/3 la/6/det/DET consommation/8/nsubj/NOUN a/8/aux/AUX"
        " baissé/8/root/VERB hier/8/advmod/ADV ./8"
    )
    assert gone(parsed) == {}


def test_a_pronoun_that_is_the_subject_keeps_the_comma_before_it() -> None:
    parsed = drawn(
        "Surprise/8/nsubj/NOUN pour/2/case/ADP Léa/0/nmod/PROPN ,/4 venue/2/acl/VERB lundi/4/obl/NOUN ,/4"
        " l'un/8/nsubj/PRON trouve/8/root/VERB une/10/det/DET mallette/8/obj/NOUN ./8"
    )
    assert set(gone(parsed)) == {", venue lundi"}


def test_a_reflexive_is_no_subject_that_a_comma_comes_before() -> None:
    parsed = drawn(
        "Le/1/det/DET choix/10/nsubj/NOUN du/3/case/ADP jury/1/nmod/NOUN ,/5 composé/3/acl/VERB d'élus/5/obl/NOUN d'ici/6/advmod/ADV"
        " ,/5 se/10/expl/PRON porte/10/root/VERB ailleurs/10/advmod/ADV ./10"
    )
    assert set(gone(parsed)) == {", composé d'élus d'ici ,"}


def test_the_comma_before_who_says_it_stays() -> None:
    parsed = drawn(
        "À/1/case/ADP l'origine/8/obl/NOUN :/1 maître/8/nsubj/NOUN Lee/3/flat/PROPN ,/7 qui/7/nsubj/PRON plaide/3/acl:relcl/VERB"
        " ,/9 indique/9/root/VERB Libé/9/nsubj/PROPN ./9"
    )
    assert set(gone(parsed)) == {", qui plaide"}


def test_a_figure_beside_a_name_is_no_aside() -> None:
    parsed = drawn(
        "Poole/4/nsubj/PROPN ,/2 48%/0/appos/NUM ,/2 beats/4/root/VERB the/6/det/DET mayor/4/obj/NOUN today/4/advmod/ADV"
        " ./4"
    )
    assert gone(parsed) == {}


def test_the_last_verb_of_a_list_and_a_shared_object_stay() -> None:
    listed = drawn(
        "Elle/1/nsubj/PRON lit/1/root/VERB tout/1/obj/PRON ,/4 écrit/1/conj/VERB beaucoup/4/advmod/ADV et/7/cc/CCONJ"
        " chante/1/conj/VERB ici/7/advmod/ADV ./1"
    )
    assert "et chante ici" not in gone(listed)
    shared = drawn(
        "Elle/1/nsubj/PRON élève/1/root/VERB et/3/cc/CCONJ protège/1/conj/VERB un/5/det/DET enfant/3/obj/NOUN"
        " seul/5/amod/ADJ ./1"
    )
    assert gone(shared) == {}


def test_where_every_clause_has_a_comma_it_may_say_which_one_is_meant() -> None:
    parsed = drawn(
        "Водители/6/nsubj/NOUN ,/2 накопившие/0/acl/VERB штрафы/2/obj/NOUN ,/2 не/6/advmod/PART"
        " смогут/6/root/VERB ехать/6/xcomp/VERB ./6"
    )
    assert gone(replace(parsed, language="ru")) == {}
    assert gone(replace(parsed, tags=("PROPN", *parsed.tags[1:]), language="ru")) == {", накопившие штрафы ,": 2}
    german = drawn(
        "Heute/3/advmod/ADV löste/3/root/VERB Rauch/1/nsubj/NOUN den/4/det/DET Alarm/1/obj/NOUN aus/1/compound/ADP ,/8"
        " der/8/nsubj/PRON schrillte/4/acl:relcl/VERB ./1"
    )
    assert gone(replace(german, language="de")) == {}


def test_nothing_goes_where_the_parser_missed_the_main_clause() -> None:
    parsed = drawn(
        "At/1/case/ADP talks/2/nsubj/NOUN held/2/root/VERB on/4/case/ADP Friday/2/obl/PROPN ,/7 details/7/nsubj/NOUN"
        " came/2/advcl/VERB out/7/advmod/ADV early/7/advmod/ADV ./2"
    )
    assert gone(replace(parsed, language="en")) == {}


def test_who_said_it_is_not_lost_with_a_tail() -> None:
    parsed = drawn(
        "La/1/det/DET ville/2/nsubj/NOUN ferme/2/root/VERB trois/4/nummod/NUM ponts/2/obj/NOUN vieux/4/amod/ADJ ,/8"
        " a/8/aux/AUX annoncé/2/conj/VERB mardi/8/obl/NOUN le/11/det/DET maire/8/nsubj/NOUN ./2"
    )
    assert gone(replace(parsed, language="fr")) == {}


def test_the_fewest_units_to_the_end_are_known() -> None:
    assert shortest_rests(5, set()) == [5, 4, 3, 2, 1, 0]
    assert shortest_rests(5, {(1, 4)}) == [2, 4, 3, 2, 1, 0]
    assert shortest_rests(4, {(1, 4)}) == [1, 3, 2, 1, 0]
