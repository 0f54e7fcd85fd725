"""What is English and what is not, sentence by sentence."""

from __future__ import annotations

import pytest

from generator.drafting.english import is_foreign

FOREIGN = {
    "German": "Die Behörde hat den Antrag von Velmo nach eigenen Angaben abgelehnt.",
    "French": "Le régulateur a approuvé les modèles pour une utilisation par le public.",
    "Spanish": "La empresa ganó más de lo que esperaban los analistas en el trimestre.",
    "Italian": "La società ha battuto le stime degli analisti nel trimestre, secondo i dati.",
    "Portuguese": "A empresa não divulgou os dados, mas foi mais rápida do que o mercado.",
    "Dutch": "Het bedrijf heeft de schattingen van analisten niet gehaald, zijn winst daalde.",
    "Swedish": "Bolaget har inte lämnat någon siffra för perioden, och det är ovanligt.",
    "Polish": "Wniosek został odrzucony przez urząd, według decyzji nie jest to koniec.",
    "Chinese": "监管机构批准了这些模型。",
    "Russian": "Регулятор одобрил модели для публики.",
    "mixed into English": "The agency said: der Antrag wurde von der Behörde nicht genehmigt.",
}
ENGLISH = {
    "plain": "The board rejected the application for lack of a plan.",
    "without small words": "Revenue barely moved.",
    "names from elsewhere": "Banco do Brasil and Crédit Agricole de la Loire met in São Paulo.",
    "a company's name of small words": "La Z Boy reported higher sales than the El Pollo Loco chain.",
    "capitals": "CHINA APPROVES MORE MODELS",
    "nothing": "",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_must_find(name: str) -> None:
    assert is_foreign(FOREIGN[name])


@pytest.mark.parametrize("name", ENGLISH)
def test_must_not_find(name: str) -> None:
    assert not is_foreign(ENGLISH[name])
