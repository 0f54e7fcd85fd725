"""Records of Benzinga's market data, news and filings: quotes, bars, movers, short interest, insiders, fundamentals."""

from __future__ import annotations

from typing import Any

from generator.sources.records import Code, Day, Flag, Number, Plain, Record, Stamp, Text, Texts, Whole


class Quote(Record):
    """A delayed quote. `change` and `changePercent` are against `close`, the last session's close."""

    symbol: Text = None
    exchange: Text = None
    isoExchange: Text = None  # noqa: N815
    bzExchange: Text = None  # noqa: N815
    isin: Text = None
    cusip: Text = None
    cik: Text = None
    type: Code = None
    name: Plain = None
    companyStandardName: Plain = None  # noqa: N815
    issuerName: Plain = None  # noqa: N815
    description: Plain = None
    sector: Text = None
    industry: Text = None
    open: Number = None
    high: Number = None
    low: Number = None
    close: Number = None
    closeDate: Stamp = None  # noqa: N815
    previousClosePrice: Number = None  # noqa: N815
    previousCloseDate: Stamp = None  # noqa: N815
    lastTradePrice: Number = None  # noqa: N815
    lastTradeTime: Stamp = None  # noqa: N815
    ethPrice: Number = None  # noqa: N815
    ethTime: Stamp = None  # noqa: N815
    ethVolume: Whole = None  # noqa: N815
    change: Number = None
    changePercent: Number = None  # noqa: N815
    volume: Whole = None
    averageVolume: Whole = None  # noqa: N815
    fiftyTwoWeekHigh: Number = None  # noqa: N815
    fiftyTwoWeekLow: Number = None  # noqa: N815
    fiftyDayAveragePrice: Number = None  # noqa: N815
    hundredDayAveragePrice: Number = None  # noqa: N815
    twoHundredDayAveragePrice: Number = None  # noqa: N815
    marketCap: Number = None  # noqa: N815
    sharesOutstanding: Number = None  # noqa: N815
    sharesFloat: Number = None  # noqa: N815
    pe: Number = None
    forwardPE: Number = None  # noqa: N815
    dividend: Number = None
    dividendYield: Number = None  # noqa: N815
    payoutRatio: Number = None  # noqa: N815
    currency: Text = None
    halted: Flag = None


class Candle(Record):
    """One bar: its time in milliseconds and its volume come as texts."""

    time: Stamp = None
    dateTime: Stamp = None  # noqa: N815
    open: Number = None
    high: Number = None
    low: Number = None
    close: Number = None
    volume: Whole = None


class Bars(Record):
    """The bars of one symbol; `interval` in seconds."""

    symbol: Text = None
    interval: Whole = None
    candles: tuple[Candle, ...] | None = None


class Mover(Record):
    """A stock that moved; `side` (gainers or losers) is ours, from the list it stood in."""

    symbol: Text = None
    side: Text = None
    price: Number = None
    change: Number = None
    changePercent: Number = None  # noqa: N815
    volume: Number = None
    close: Number = None
    companyName: Plain = None  # noqa: N815
    averageVolume: Number = None  # noqa: N815
    previousClose: Number = None  # noqa: N815
    marketCap: Number = None  # noqa: N815
    gicsSectorName: Text = None  # noqa: N815
    shareFloat: Number = None  # noqa: N815
    isin: Text = None
    fromDate: Text = None  # noqa: N815
    toDate: Text = None  # noqa: N815


class ShortInterest(Record):
    """Short interest at one settlement date."""

    symbol: Text = None
    company: Plain = None
    recordDate: Day = None  # noqa: N815
    settlementDate: Day = None  # noqa: N815
    exchangeReceiptDate: Day = None  # noqa: N815
    totalShortInterest: Whole = None  # noqa: N815
    shortPriorMo: Whole = None  # noqa: N815
    daysToCover: Number = None  # noqa: N815
    shortPercentOfFloat: Number = None  # noqa: N815
    percentChangeMoMo: Number = None  # noqa: N815
    sharesFloat: Number = None  # noqa: N815
    averageDailyVolume: Number = None  # noqa: N815
    sharesOutstanding: Number = None  # noqa: N815
    exchange: Text = None
    sector: Text = None
    industry: Text = None


class NewsStock(Record):
    """A security that a news item names; `name` is its ticker."""

    name: Text = None
    cusip: Text = None
    isin: Text = None
    exchange: Text = None


class Picture(Record):
    """A picture of a news item."""

    size: Text = None
    url: Text = None
    alt: Plain = None


class News(Record):
    """A news item. Bodies are HTML; they are licensed texts, to be quoted with their source, never copied."""

    id: Whole = None
    author: Plain = None
    created: Stamp = None
    updated: Stamp = None
    title: Plain = None
    teaser: Plain = None
    body: Plain = None
    url: Text = None
    image: tuple[Picture, ...] | None = None
    channels: Texts = None
    tags: Texts = None
    stocks: tuple[NewsStock, ...] | None = None
    importance_rank: Whole = None
    original_id: Whole = None


class Owner(Record):
    """Who filed."""

    insider_cik: Text = None
    insider_name: Plain = None
    insider_title: Plain = None
    is_director: Flag = None
    is_officer: Flag = None
    is_ten_percent_owner: Flag = None
    raw_signature: Text = None


class Footnote(Record):
    """A footnote of a filing."""

    id: Text = None
    text: Plain = None


class Transaction(Record):
    """One transaction of a filing. Codes come in either case, ownership as "d", "D" or "Direct"."""

    acquired_or_disposed: Code = None
    date_transaction: Day = None
    date_deemed_execution: Day = None
    date_exercisable: Day = None
    date_expiration: Day = None
    conversion_exercise_price_derivative: Number = None
    is_derivative: Flag = None
    ownership: Code = None
    post_transaction_quantity: Number = None
    price_per_share: Number = None
    remaining_underlying_shares: Number = None
    security_title: Plain = None
    shares: Number = None
    transaction_code: Code = None
    transaction_id: Text = None
    underlying_security_title: Plain = None
    underlying_shares: Number = None
    voluntarily_reported: Flag = None


class Filing(Record):
    """A Form 4 as Benzinga hands it on. `html_url` may be malformed: two addresses run together."""

    id: Text = None
    accession_number: Text = None
    company_cik: Text = None
    company_name: Plain = None
    company_symbol: Text = None
    filing_date: Stamp = None
    form_type: Text = None
    footnotes: tuple[Footnote, ...] | None = None
    html_url: Text = None
    is_10b5: Flag = None
    owner: Owner | None = None
    remaining_shares: Number = None
    remaining_underlying_shares: Number = None
    traded_percentage: Number = None
    transactions: tuple[Transaction, ...] | None = None
    updated: Stamp = None


class Fundamentals(Record):
    """Fundamentals of one symbol. Its sections stay as they come: ratios in them are fractions, 0.0038 for 0.38 %."""

    symbol: Text = None
    idType: Text = None  # noqa: N815
    id: Text = None
    company: dict[str, Any] | None = None
