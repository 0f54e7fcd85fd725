"""Records of the Benzinga calendars and signals: fields as documented, values as the wire sends them."""

from __future__ import annotations

from generator.sources.records import Clock, Day, Flag, FuzzyDay, Number, Plain, Record, Stamp, Text, Texts, Whole


class Row(Record):
    """What every row of a calendar has."""

    id: Text = None
    date: Day = None
    time: Clock = None
    importance: Whole = None
    notes: Plain = None
    updated: Stamp = None


class SecurityRow(Row):
    """A row about one listed security."""

    ticker: Text = None
    exchange: Text = None
    isin: Text = None
    cusip: Text = None
    name: Plain = None
    currency: Text = None


class Earnings(SecurityRow):
    """A report of earnings, expected or made. `eps_prior` is the figure of a year ago, never an estimate."""

    date_confirmed: Flag = None
    period: Text = None
    period_year: Whole = None
    eps_type: Text = None
    eps: Number = None
    eps_est: Number = None
    eps_prior: Number = None
    eps_surprise: Number = None
    eps_surprise_percent: Number = None
    revenue_type: Text = None
    revenue: Number = None
    revenue_est: Number = None
    revenue_prior: Number = None
    revenue_surprise: Number = None
    revenue_surprise_percent: Number = None


class Rating(SecurityRow):
    """An analyst's rating. `analyst` is the firm, `analyst_name` the person."""

    action_company: Text = None
    action_pt: Text = None
    rating_current: Text = None
    rating_prior: Text = None
    pt_current: Number = None
    pt_prior: Number = None
    adjusted_pt_current: Number = None
    adjusted_pt_prior: Number = None
    pt_pct_change: Number = None
    analyst: Plain = None
    analyst_id: Text = None
    analyst_name: Plain = None
    firm_id: Text = None
    url: Text = None
    url_calendar: Text = None
    url_news: Text = None


class Buckets(Record):
    """How many analysts rate a stock how; a bucket without any is left out on the wire."""

    strong_buy: Whole = None
    buy: Whole = None
    hold: Whole = None
    sell: Whole = None
    strong_sell: Whole = None


class Consensus(Record):
    """The consensus of analysts on one stock."""

    aggregate_ratings: Buckets | None = None
    aggregate_type: Text = None
    consensus_price_target: Number = None
    consensus_rating: Text = None
    consensus_rating_val: Number = None
    high_price_target: Number = None
    low_price_target: Number = None
    total_analyst_count: Whole = None
    unique_analyst_count: Whole = None
    updated_at: Stamp = None


class Listed(Record):
    """One listing of a company in the FDA calendar."""

    symbol: Text = None
    exchange: Text = None


class Developer(Record):
    """A company in the FDA calendar."""

    id: Text = None
    name: Plain = None
    cik: Text = None
    securities: tuple[Listed, ...] | None = None


class Drug(Record):
    """A drug in the FDA calendar."""

    id: Text = None
    name: Plain = None
    generic: Flag = None
    indication_symptom: Texts = None


class Fda(Row):
    """An event of the FDA calendar. `event_type` may hold a value of `outcome_brief` on the wire."""

    companies: tuple[Developer, ...] | None = None
    created: Stamp = None
    drug: Drug | None = None
    event_type: Text = None
    nic_number: Text = None
    outcome: Plain = None
    outcome_brief: Text = None
    commentary: Plain = None
    source_link: Text = None
    source_type: Text = None
    status: Text = None
    target_date: FuzzyDay = None


class Dividend(SecurityRow):
    """A dividend (version 2.2). Whether `dividend_yield` is a fraction is not documented: it is kept as given."""

    confirmed: Flag = None
    dividend: Number = None
    dividend_prior: Number = None
    dividend_type: Text = None
    dividend_yield: Number = None
    end_regular_dividend: Flag = None
    ex_dividend_date: Day = None
    frequency: Whole = None
    payable_date: Day = None
    period: Text = None
    record_date: Day = None
    year: Whole = None
