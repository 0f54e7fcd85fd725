"""The words of numbers, units, currencies and the calendar, as plain tables."""

from __future__ import annotations

from decimal import Decimal


def listed(text: str) -> list[str]:
    """The words of a plain list."""
    return text.split()


SMALL_NUMBERS = {
    word: number
    for number, word in enumerate(
        listed(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """
        )
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        listed(
            """
    twenty thirty forty fifty sixty seventy eighty ninety
    """
        ),
        start=2,
    )
}
NUMBER_WORDS = SMALL_NUMBERS | TENS | {"hundred": 100}

ORDINAL_WORDS = {
    word: number
    for number, word in enumerate(
        listed(
            """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """
        ),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})

FRACTION_WORDS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
FRACTION_WORDS |= {word + "s": number for word, number in FRACTION_WORDS.items() if not word.startswith("hal")}

MAGNITUDE_WORDS = {
    "thousand": Decimal(10**3),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "mln": Decimal(10**6),
    "mn": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "bln": Decimal(10**9),
    "bn": Decimal(10**9),
    "trillion": Decimal(10**12),
    "trn": Decimal(10**12),
    "tn": Decimal(10**12),
}
MAGNITUDE_WORDS |= {
    form: MAGNITUDE_WORDS[word]
    for word in ("thousand", "million", "billion", "trillion")
    for form in (word.capitalize(), word.upper())
}
MAGNITUDE_LETTERS = {
    "k": Decimal(10**3),
    "K": Decimal(10**3),
    "m": Decimal(10**6),
    "M": Decimal(10**6),
    "MM": Decimal(10**6),
    "b": Decimal(10**9),
    "B": Decimal(10**9),
    "BN": Decimal(10**9),
    "T": Decimal(10**12),
}
"""Abbreviations that stand close to their figure: "$1.2B", "250m"."""

CURRENCY_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "CN¥": "CNY",
    "JP¥": "JPY",
}
CURRENCY_CODES = {
    code: code
    for code in listed(
        """
    USD EUR GBP JPY CNY CNH CAD AUD NZD HKD SGD TWD CHF INR KRW BRL MXN SEK NOK DKK PLN CZK HUF ILS TRY ZAR
    RUB AED SAR THB IDR MYR PHP VND CLP COP ARS
    """
    )
} | {"RMB": "CNY", "Rs": "INR"}

CURRENCY_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "RMB": "CNY",
    "rupee": "INR",
    "rupees": "INR",
    "reais": "BRL",
    "won": "KRW",
    "ringgit": "MYR",
    "baht": "THB",
    "zlotys": "PLN",
    "shekels": "ILS",
}
NATION_CURRENCIES = {
    ("Hong Kong", "dollar"): "HKD",
    ("Canadian", "dollar"): "CAD",
    ("Australian", "dollar"): "AUD",
    ("New Zealand", "dollar"): "NZD",
    ("Singapore", "dollar"): "SGD",
    ("Taiwan", "dollar"): "TWD",
    ("U.S.", "dollar"): "USD",
    ("US", "dollar"): "USD",
    ("Swiss", "franc"): "CHF",
    ("Indian", "rupee"): "INR",
    ("Japanese", "yen"): "JPY",
    ("Chinese", "yuan"): "CNY",
    ("Korean", "won"): "KRW",
    ("South Korean", "won"): "KRW",
    ("Brazilian", "real"): "BRL",
    ("Brazilian", "reais"): "BRL",
    ("Mexican", "peso"): "MXN",
    ("Swedish", "krona"): "SEK",
    ("Swedish", "kronor"): "SEK",
    ("Norwegian", "krone"): "NOK",
    ("Norwegian", "kroner"): "NOK",
    ("Danish", "krone"): "DKK",
    ("Danish", "kroner"): "DKK",
}
SUBUNITS = {
    "cent": "",
    "cents": "",
    "¢": "",
    "pence": "GBP",
    "penny": "GBP",
    "p": "GBP",
}
"""Hundredths of a currency; "" stands for the currency of the text."""

DURATION_WORDS = {
    form: word
    for word in ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade")
    for form in (word, word + "s", word.capitalize(), word.capitalize() + "s")
}

MONTHS = {
    word: number
    for number, word in enumerate(
        listed(
            """
    January February March April May June July August September October November December
    """
        ),
        start=1,
    )
}
AP_MONTHS = dict(
    enumerate(
        listed(
            """
    Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.
    """
        ),
        start=1,
    )
)
"""Months before a day, AP style: the five shortest names are never cut."""
MONTH_NAMES = {number: word for word, number in MONTHS.items()}
MONTH_FORMS = MONTHS | {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10, "Nov": 11,
    "Dec": 12,
}  # fmt: skip
MONTH_FORMS |= {word.upper(): number for word, number in MONTH_FORMS.items() if word != "May"}
MONTH_VERBS = frozenset({"May", "March", "Mar", "MARCH", "MAR", "Jan", "Apr", "Jun", "Jul", "Dec", "Nov", "Sep", "Oct"})
"""Words that are a month only with a day, a year or a preposition: "May raised", "March Networks"."""

WEEKDAYS = {
    word: number
    for number, word in enumerate(
        listed(
            """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """
        )
    )
}
WEEKDAY_NAMES = {number: word for word, number in WEEKDAYS.items()}
WEEKDAY_FORMS = WEEKDAYS | {
    "Mon": 0, "Tue": 1, "Tues": 1, "Wed": 2, "Thu": 3, "Thurs": 3, "Fri": 4, "Sat": 5, "Sun": 6,
}  # fmt: skip

NUMBERED_NAMES = frozenset(
    listed(
        """
    S&P Russell Nasdaq FTSE CAC Nikkei DAX Stoxx STOXX Fortune Topix ASX CSI KOSPI Kospi Nifty Hang TSX Dow
    OMX IBEX SMI AEX Web Windows Boeing Airbus Article Section Form Rule Chapter Phase Level Type Route
    Highway Flight iPhone Galaxy Xbox PlayStation Model Formula Title Category Class Tier Stage Series
    Schedule Item Exhibit Note Apollo Gemini Claude Llama GPT Qwen iOS Android Python Studio Area Group Pier
    Windows NDA BLA ANDA PMA phase stage type level tier grade
    """
    )
)
"""Words whose next figure belongs to the name: "S&P 500", "Chapter 11", "Phase 3"."""
