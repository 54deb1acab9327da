"""General news made by rule: prose with names, days and some figures, hardly any of it about money.

Each paragraph is put together from parts by a seeded generator, so that no two are alike and
every run reads the same words. About one sentence in sixty names a sum. No press text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_PARTS = {
    "en": {
        "who": (
            "The mayor of {place}", "Residents of {place}", "{person}, who teaches history,",
            "The regional court", "A spokesman for the rail company", "The film festival",
            "The national football team", "Researchers at the University of {place}",
            "The opposition leader {person}", "Fishermen along the coast", "The weather service",
            "Voters in {place}", "The striking nurses", "Engineer {person}", "The choir of {place}",
        ),
        "did": (
            "reopened the old bridge after two years of work", "lost the second match by two goals",
            "said the storm had damaged more than forty roofs", "will meet the builders next week",
            "found that the birds return earlier every spring", "turned down the appeal",
            "expects heavy snow in the northern valleys", "wants the library to stay open longer",
            "have lived without a doctor since the old one retired", "presented a new timetable",
            "changed the rules of the contest", "has written a book about the harbour",
            "called for calm after the verdict", "kept the lead until the last lap",
        ),
        "then": (
            "and the work is expected to last until the summer", "while the schools stay closed",
            "although nobody was hurt", "because the river rose faster than expected",
            "and the decision surprised many in the town", "as the crowd left the square",
            "but the talks will go on in the autumn", "which few had thought possible",
            "on Tuesday evening", "in March", "for the third year in a row", "despite the rain",
        ),
        "sum": ("The repairs cost about $3 million.", "Tickets cost 25 euros."),
        "place": ("Ashford", "Riverton", "Marlow", "Lyon", "Turin", "Bergen", "Porto", "Graz"),
        "person": ("Anna Keller", "Tom Ashby", "Maria Lopez", "Peter Novak", "Ruth Okafor"),
    },
    "fr": {
        "who": (
            "Le maire de {place}", "Les habitants de {place}", "{person}, qui enseigne l'histoire,",
            "Le tribunal de la région", "Un porte-parole des chemins de fer", "Le festival du film",
            "L'équipe nationale de football", "Des chercheurs de l'université de {place}",
            "La cheffe de l'opposition {person}", "Les pêcheurs de la côte", "Le service météo",
            "Les électeurs de {place}", "Les infirmières en grève", "Le chœur de {place}",
        ),
        "did": (
            "a rouvert le vieux pont après deux ans de travaux", "a perdu le match retour",
            "a dit que la tempête avait abîmé plus de quarante toits", "attend de la neige",
            "ont constaté que les oiseaux reviennent plus tôt", "a rejeté le recours",
            "rencontrera les ouvriers la semaine prochaine", "a présenté un nouvel horaire",
            "veut que la bibliothèque reste ouverte plus longtemps", "vit sans médecin",
            "a changé le règlement du concours", "a écrit un livre sur le port",
            "a appelé au calme après le verdict", "a gardé la tête jusqu'au dernier tour",
        ),
        "then": (
            "et les travaux devraient durer jusqu'à l'été", "tandis que les écoles restent fermées",
            "sans que personne soit blessé", "parce que la rivière a monté plus vite que prévu",
            "et la décision a surpris beaucoup de monde", "pendant que la foule quittait la place",
            "mais les discussions reprendront à l'automne", "ce que peu croyaient possible",
            "mardi soir", "en mars", "pour la troisième année de suite", "malgré la pluie",
        ),
        "sum": ("Les réparations ont coûté 3 millions d'euros.", "L'entrée coûte 25 francs."),
        "place": ("Annecy", "Colmar", "Fribourg", "Namur", "Nantes", "Vevey", "Arras", "Dole"),
        "person": ("Claire Martin", "Paul Girard", "Sophie Blanc", "Marc Dubois", "Léa Roche"),
    },
}  # fmt: skip
_SENTENCES = 5
_ONE_SUM_IN = 60


def articles(language: str, words: int, seed: int = 1) -> Iterator[str]:
    """Articles of twelve paragraphs, until they hold so many words together."""
    chance = random.Random(seed)
    made = 0
    while made < words:
        article = "\n\n".join(_paragraph(chance, language) for _ in range(12))
        made += len(article.split())
        yield article


def _paragraph(chance: random.Random, language: str) -> str:
    return " ".join(_sentence(chance, language) for _ in range(_SENTENCES))


def _sentence(chance: random.Random, language: str) -> str:
    parts = _PARTS[language]
    if chance.randrange(_ONE_SUM_IN) == 0:
        return chance.choice(parts["sum"])
    who, did, then = (chance.choice(parts[name]) for name in ("who", "did", "then"))
    place, person = chance.choice(parts["place"]), chance.choice(parts["person"])
    return f"{who} {did} {then}.".format(place=place, person=person)
