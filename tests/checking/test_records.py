"""Foreign records told in prose: series of readings, scores of two sides, flags, names."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from generator.checking import check
from generator.evidence import ledger_of_data
from generator.evidence.profile import Profile

HOURS = {"city": {"name": "Tarnholm", "country": "NO"}, "list": [
    {"dt_txt": f"2031-03-{3 + day:02} {hour:02}:00:00", "main": {"temp": temp, "pressure": 1010 + day},
     "wind": {"speed": speed}}
    for day, temps in enumerate((("1.2", "3.4", "9.6"), ("2.2", "8.1", "12.5"), ("-1.4", "0.3", "6.7"),
                                 ("4.1", "7.7", "11.9")))
    for hour, temp, speed in zip((0, 9, 15), map(Decimal, temps), (Decimal("1.1"), Decimal("4.6"), Decimal("2.5")),
                                 strict=True)
]}  # fmt: skip
YEARS = {"metadata": {"country": "Veldland", "title": "Life expectancy at birth", "unit": "years"},
         "columns": ["date", "value"],
         "rows": [[str(1950 + step * 10), value] for step, value in enumerate(
             ("51.9433", "54.1", "57.25", "60.8", "63.0", "66.4", "68.9", "70.2"))]}  # fmt: skip
MATCH = {"homeTeam": {"name": "Orrefors Wolves"}, "awayTeam": {"name": "Bjurholm Eagles"},
         "homeScore": {"display": 5, "period1": 2, "period2": 0, "period3": 3},
         "awayScore": {"display": 3, "period1": 1, "period2": 2, "period3": 0}}  # fmt: skip
DEVICE = {"name": "Quillon 7", "specs": [
    {"category": "Comms", "items": [{"name": "Infrared port", "value": "No"}, {"name": "Colors", "value": "Sage green"},
                                    {"name": "Telephony", "value": "No"}, {"name": "Loudspeaker", "value": "Yes"},
                                    {"name": "Resolution", "value": "720 x 1600 pixels (~269 ppi density)"},
                                    {"name": "Announced", "value": "2004, Q3"}]},
    {"category": "Memory", "items": [{"name": "Card slot", "value": "No"}, {"name": "SIM", "value": "Mini-SIM"}]},
]}  # fmt: skip
SHOP = {"company": "Fernholt Tools", "currency": "EUR", "months": [
    {"month": f"2030-{month:02}", "units_sold": sold} for month, sold in enumerate(
        (120, 98, 133, 150, 160, 171, 140, 139, 155, 180, 210, 260), 1)
]}  # fmt: skip
POLL = {"election": "Halden council", "date": "2030-09-14", "candidates": [
    {"name": name, "votes": votes} for name, votes in (
        ("Ida Berg", 5120), ("Tom Riis", 4870), ("Ann Dahl", 3990), ("Per Lie", 1210))
]}  # fmt: skip
NOVEL = {"title": "The Salt Road", "author": "Marit Solberg", "awards": ["Nordic Prize", "Readers' Choice"]}
SHARES = {"data": [
    {"country": country, "year": year, "ev_share_pct": share} for country, year, share in (
        ("Norway", 2028, "82.4"), ("Norway", 2029, "88.9"), ("Sweden", 2028, "60.7"), ("Sweden", 2029, "63.8"),
        ("Denmark", 2028, "36.3"), ("Denmark", 2029, "51.5"),
    )
]}  # fmt: skip
GAMES = {"teams": {"home": {"name": "Orrefors Wolves"}, "away": {"name": "Bjurholm Eagles"}}, "events": [
    {"minute": minute, "player": {"name": player}, "type": kind, "detail": detail, "assist": {"name": "K. Vinje"}}
    for minute, player, kind, detail in (
        (12, "O. Brandt", "Goal", "Normal Goal"), (30, "J. Aasen", "Goal", "Normal Goal"),
        (41, "N. Ekdahl", "Card", "Yellow Card"), (66, "O. Brandt", "Goal", "Normal Goal"),
        (80, "P. Lundqvist", "Card", "Red Card"), (84, "T. Solheim", "Card", "Yellow Card"),
    )
]}  # fmt: skip
SQUAD = {"home_team": {"name": "Orrefors Wolves"}, "away_team": {"name": "Bjurholm Eagles"}, "players": [
    {"first_name": first, "last_name": last, "team": team, "points": points, "assists": assists, "place": place}
    for first, last, team, points, assists, place in (
        ("Ola", "Brandt", "Orrefors", 21, 3, "left"), ("Nils", "Ekdahl", "Orrefors", 14, 0, "right"),
        ("Per", "Lundqvist", "Orrefors", 6, 2, None), ("Jon", "Aasen", "Bjurholm", 24, 5, "left"),
        ("Tor", "Solheim", "Bjurholm", 9, 1, None), ("Kai", "Vinje", "Bjurholm", 11, 4, "right"),
    )
]}  # fmt: skip
QUARTERS = {"homeTeam": {"name": "Orrefors Wolves"}, "awayTeam": {"name": "Bjurholm Eagles"},
            "homeScore": {"display": 88, "quarter1": 20, "quarter2": 25, "quarter3": 18, "quarter4": 25},
            "awayScore": {"display": 80, "quarter1": 22, "quarter2": 19, "quarter3": 21, "quarter4": 18}}  # fmt: skip
CAST = {"name": "Night Ferry", "director": "José Kramár", "country": "France", "venue": "Almö"}
PROFILE = Profile.model_validate({"fields": {
    "display": {"label": "final score", "words": ["goals", "score"]}, "period1": {"label": "first period"},
    "period2": {"label": "second period"}, "period3": {"label": "third period"},
    "speed": {"label": "speed", "words": ["wind speed"]},
    **{f"quarter{place}": {"label": f"{name} quarter"} for place, name in enumerate(
        ("first", "second", "third", "fourth"), 1)},
}, "predicates": [
    {"name": "double figures", "words": ["double figures"], "of": ["points"], "at_least": 10},
    {"name": "bench", "words": ["off the bench", "bench"], "of": ["place"], "stated": False},
    {"name": "starter", "words": ["starter", "starters"], "of": ["place"]},
]})  # fmt: skip

FINDS = {
    "the low of a range": (HOURS, "Temperatures in Tarnholm will range from 3°C to 12.5°C.", "3"),
    "the high of a range": (HOURS, "Temperatures in Tarnholm will range from -1.4°C to 15°C.", "15"),
    "a high of another day": (HOURS, "On March 5, expect a high of 12.5°C.", "12.5"),
    "a high of another weekday": (HOURS, "Tarnholm gets warmer. On Monday, expect a high of 11.9°C.", "11.9"),
    "the day by its number": (HOURS, "On the second day Tarnholm has a low of 4.1°C.", "4.1"),
    "a range of a day": (HOURS, "On March 4 the wind speed will be between 1.1 m/s and 9.3 m/s.", "9.3"),
    "a mean": (HOURS, "Temperatures in Tarnholm will average 2°C over the next four days.", "2"),
    "a reading of another year": (YEARS, "Life expectancy at birth was 57.25 years in 1960.", "57.25 years"),
    "the highest at another time": (
        HOURS, "Tarnholm's highest temperature is expected on March 5.",
        "highest temperature is expected on March 5",
    ),
    "a peak": (YEARS, "It reached a peak of 73.1 years.", "73.1 years"),
    "the end of the data": (YEARS, "The chart shows life expectancy from 1950 to 2010.", "2010"),
    "the way it went": (YEARS, "Life expectancy fell from 1950 to 1980.", "fell"),
    "no peak": (YEARS, "It had a peak in 1980.", "peak in 1980"),
    "a result": (MATCH, "Orrefors Wolves won 5-2.", "2"),
    "a result that never was": (MATCH, "The Wolves took a 6-4 lead.", "6-4"),
    "goals of a part": (MATCH, "Orrefors Wolves scored two goals in the first period and 2 in the second.", "2"),
    "goals of the other side": (MATCH, "Bjurholm Eagles scored 3 goals in the third period.", "3"),
    "goals of another": (GAMES, "There were goals from O. Brandt and T. Solheim.", "T. Solheim"),
    "how many goals": (GAMES, "J. Aasen scored two goals.", "two"),
    "a card of another": (GAMES, "A red card was shown to N. Ekdahl.", "N. Ekdahl"),
    "a card received by another": (GAMES, "N. Ekdahl received a red card.", "N. Ekdahl"),
    "who assisted": (GAMES, "O. Brandt scored, assisted by P. Lundqvist.", "P. Lundqvist"),
    "a count beside a currency": (SHOP, "Fernholt Tools sold between 98 and 290 units a month.", "between 98 and 290"),
    "how many a list has": (NOVEL, "The Salt Road won three awards.", "three"),
    "not the highest": (SHARES, "Sweden had the highest EV share in 2029.", "highest"),
    "a poll's leader": (POLL, "Tom Riis led the field with 4,870 votes.", "led"),
    "the wrong winner": (MATCH, "Bjurholm Eagles beat Orrefors Wolves 5-3.", "beat"),
    "no leader": (SQUAD, "Nils Ekdahl led the team with 14 points.", "led"),
    "led by another": (SQUAD, "The Eagles were led by Kai Vinje, who had 11 points.", "led"),
    "the leader of others": (SQUAD, "Jon Aasen led the way for the Orrefors Wolves with 24 points.", "Orrefors Wolves"),
    "a side against itself": (
        MATCH, "The Orrefors Wolves pulled away, outscoring the Orrefors Wolves late.", "Orrefors Wolves",
    ),
    "no high of all": (SQUAD, "Ola Brandt had a game-high 21 points.", "game-high"),
    "not second": (SQUAD, "Per Lundqvist was second on the team with 6 points.", "second"),
    "not the only one": (SQUAD, "Kai Vinje was the only player in double figures for Bjurholm.", "only"),
    "a count in an article": (SQUAD, "Nils Ekdahl had 14 points and an assist.", "an"),
    "a count in a pair": (SQUAD, "Jon Aasen had 24 points and a pair of assists.", "pair"),
    "a predicate of a number": (SQUAD, "Tor Solheim finished in double figures.", "double figures"),
    "a predicate of nothing stated": (SQUAD, "Ola Brandt came off the bench for 21 points.", "off the bench"),
    "a part that one side won": (QUARTERS, "The Wolves outscored them 25-16 in the second quarter.", "16"),
    "a half of four parts": (QUARTERS, "The Wolves outscored them 45-40 in the first half.", "40"),
    "how a part ended": (MATCH, "The second period ended 3-0.", "3"),
    "a part without a goal": (MATCH, "The third period was scoreless.", "scoreless"),
    "one goal of a part": (MATCH, "Bjurholm Eagles scored one goal in the second period.", "one"),
    "the wrong winner beside a part": (
        MATCH, "Bjurholm Eagles won 5-3, with the home team scoring twice in the first period.", "won",
    ),
    "a flag of one word more": (DEVICE, "The Quillon 7 has an infrared port.", "infrared port"),
    "a no told as there": (DEVICE, "The Quillon 7 supports telephony.", "telephony"),
    "a yes told as lacking": (DEVICE, "The Quillon 7 has no loudspeaker.", "loudspeaker"),
    "a name that nobody has": (CAST, "Night Ferry was directed by Tomas Lindqvist.", "Tomas Lindqvist"),
}  # fmt: skip
PASSES = {
    "a range": (HOURS, "Over the next four days, temperatures will range from -1.4°C to 12.5°C."),
    "a mean": (HOURS, "Temperatures will average 5.6°C over the next four days."),
    "a range rounded outwards": (HOURS, "Temperatures will range from -2°C to 13°C."),
    "a range of a day": (HOURS, "On March 4, temperatures will range from 2.2°C to 12.5°C. It is dry."),
    "a high and a low": (HOURS, "On March 3, expect a high of 9.6°C and a low of 1.2°C."),
    "each its day": (HOURS, "Tarnholm has a high of 9.6°C on March 3 and a high of 6.7°C on March 5."),
    "highs of several days": (HOURS, "Tarnholm sees highs around 10°C."),
    "what is said of the day before": (HOURS, "On March 6, expect a low of 4.1°C. The wind speed will be 4.6 m/s."),
    "a sentence that ends in degrees": (HOURS, "Tarnholm has a low of -1.4°C. On March 4 it is 8.1°C. Rainfall ends."),
    "the highest in its time": (HOURS, "Tarnholm's highest temperature is expected on March 4."),
    "a record's year, rounded": (YEARS, "Life expectancy rose from 51.94 years in 1950 to 70.2 years in 2020."),
    "a peak": (YEARS, "It reached a peak of 70.2 years."),
    "from when to when": (YEARS, "The chart shows life expectancy from 1950 to 2020."),
    "the way it went": (YEARS, "Life expectancy rose from 1950 to 1980, and the data show no fall."),
    "a peak in its time": (YEARS, "It had a peak in 2020."),
    "a result": (MATCH, "Orrefors Wolves won 5-3."),
    "a score on the way": (MATCH, "The Eagles were 3-2 ahead after two periods."),
    "goals of parts": (MATCH, "Orrefors Wolves scored two goals in the first period and 3 in the third."),
    "the other side by its place": (MATCH, "The away team scored 2 goals in the second period."),
    "goals of each": (GAMES, "There were goals from O. Brandt and J. Aasen."),
    "how many goals": (GAMES, "O. Brandt scored two goals."),
    "goals of two together": (GAMES, "There were three goals from O. Brandt and J. Aasen."),
    "counts beside a currency": (SHOP, "Fernholt Tools sold between 98 and 260 units a month, and 171 units in June."),
    "who is ahead of whom": (POLL, "Ida Berg has 5,120 votes, ahead of Tom Riis with 4,870."),
    "how many a list has": (NOVEL, "The Salt Road won two awards, and two more are due."),
    "the highest": (SHARES, "Norway had the highest EV share in 2029, and Sweden the second highest EV share."),
    "a word of two parts": ({"name": "Hotel Brisa", "wifi": True}, "Hotel Brisa has Wi-Fi."),
    "a card received": (GAMES, "P. Lundqvist received a red card."),
    "an assist": (GAMES, "O. Brandt scored, assisted by K. Vinje."),
    "a card": (GAMES, "A red card was shown to P. Lundqvist."),
    "the winner": (MATCH, "Orrefors Wolves beat Bjurholm Eagles 5-3."),
    "a winner of others": (MATCH, "The Eagles have now won five of their last six games."),
    "how a part ended": (MATCH, "The second period ended 2-3, and the third period ended in a 3-0 score."),
    "one goal of a part": (MATCH, "Bjurholm Eagles scored one goal in the first period."),
    "the leader": (SQUAD, "Ola Brandt led the team with 21 points."),
    "the leader of his own": (SQUAD, "Jon Aasen led the way for the Bjurholm Eagles with 24 points."),
    "a side against the other": (MATCH, "The Orrefors Wolves pulled away, outscoring the Bjurholm Eagles late."),
    "the leader of some": (SQUAD, "Tor Solheim led the bench with 9 points."),
    "the high of all": (SQUAD, "Jon Aasen had a game-high 24 points."),
    "the second": (SQUAD, "Nils Ekdahl was second on the team with 14 points."),
    "the only other one": (SQUAD, "Jon Aasen had 24 points. Kai Vinje was the only other starter in double figures."),
    "articles that count": (SQUAD, "Tor Solheim had 9 points and an assist."),
    "a part": (QUARTERS, "The Wolves outscored them 25-19 in the second quarter."),
    "a half": (QUARTERS, "The Wolves outscored them 45-41 in the first half."),
    "yes and no": (DEVICE, "The Quillon 7 has a loudspeaker, but does not support telephony."),
    "a no that describes": ({"name": "Ardwick", "public": False}, "Ardwick has a public garden."),
    "a no behind its thing": (DEVICE, "The Quillon 7 offers telephony (absent) and a loudspeaker."),
    "another slot": (DEVICE, "The Quillon 7 has a mini-SIM card slot."),
    "a mark of about": (DEVICE, "The Quillon 7 has 269 ppi."),
    "a quarter behind its year": (DEVICE, "The Quillon 7 was announced in the third quarter of 2004."),
    "a colour written large": (DEVICE, "The Quillon 7 comes in Sage Green and can record video."),
    "a word for many": (DEVICE, "The Quillon 7 has a triple camera."),
    "accents left out": (CAST, "Night Ferry was directed by Jose Kramar and shot in Almo."),
    "a country's people": (CAST, "Night Ferry is a French film."),
    "what is not there": (CAST, "Night Ferry has no part for Dustin Quell."),
    "a building": (CAST, "Night Ferry was shown at Harrow Arena."),
    "a country's letters": (HOURS, "Tarnholm, Norway, is cold."),
}  # fmt: skip


def findings(facts: Any, text: str) -> list[str]:
    ledger = ledger_of_data(json.loads(json.dumps(facts, default=str), parse_int=Decimal), profile=PROFILE)
    return [found.text for found in check(text, ledger).findings]


@pytest.mark.parametrize(("facts", "text", "words"), FINDS.values(), ids=FINDS)
def test_finds(facts: Any, text: str, words: str) -> None:
    assert words in findings(facts, text)


@pytest.mark.parametrize(("facts", "text"), PASSES.values(), ids=PASSES)
def test_passes(facts: Any, text: str) -> None:
    assert findings(facts, text) == []


NARROW = {"homeTeam": {"name": "Orrefors Wolves"}, "awayTeam": {"name": "Bjurholm Eagles"},
          "homeScore": {"display": 1}, "awayScore": {"display": 0}}  # fmt: skip


@pytest.mark.parametrize(
    ("data", "text", "found"),
    [
        pytest.param(NARROW, "The Orrefors Wolves scored the only goal of the game.", False, id="the only goal"),
        pytest.param(NARROW, "The Orrefors Wolves scored their only goal late.", False, id="their only goal"),
        pytest.param(MATCH, "The Orrefors Wolves scored the only goal of the game.", True, id="one of eight"),
    ],
)
def test_the_only_goal(data: object, text: str, found: bool) -> None:
    claims = check(text, ledger_of_data(data, profile=PROFILE)).claims
    assert any(made.rule == "rank" for made in claims) == found
