"""Records of the further Benzinga calendars and signals: offerings, deals, guidance, economics, options, removals."""

from __future__ import annotations

from generator.sources.benzinga.records import Row, SecurityRow
from generator.sources.records import Clock, Code, Day, Flag, FuzzyDay, Number, Plain, Record, Stamp, Text, Texts, Whole


class Ipo(SecurityRow):
    """A first offering of shares."""

    date: FuzzyDay = None  # type: ignore[assignment]
    deal_status: Text = None
    description: Plain = None
    initial_filing_date: Day = None
    insider_lockup_date: Day = None
    insider_lockup_days: Whole = None
    ipo_type: Text = None
    last_yr_income: Number = None
    last_yr_income_year: Whole = None
    last_yr_revenue: Number = None
    last_yr_revenue_year: Whole = None
    lead_underwriters: Texts = None
    other_underwriters: Texts = None
    market_cap_at_offer: Number = None
    offering_shares: Number = None
    offering_shares_ord_adr: Number = None
    offering_value: Number = None
    open_date_verified: Flag = None
    price_max: Number = None
    price_min: Number = None
    price_open: Number = None
    price_public_offering: Number = None
    pricing_date: Day = None
    sec_accession_number: Text = None
    sec_filing_url: Text = None
    shares_outstanding: Number = None
    sic: Text = None
    spac_converted_to_target: Flag = None
    state_location: Text = None
    underwriter_quiet_expiration_date: Day = None
    underwriter_quiet_expiration_days: Whole = None


class Guidance(SecurityRow):
    """What a company expects to earn."""

    confirmed: Flag = None
    eps_guidance_est: Number = None
    eps_guidance_max: Number = None
    eps_guidance_min: Number = None
    eps_guidance_prior_max: Number = None
    eps_guidance_prior_min: Number = None
    eps_type: Text = None
    is_primary: Text = None
    period: Text = None
    period_year: Whole = None
    prelim: Flag = None
    revenue_guidance_est: Number = None
    revenue_guidance_max: Number = None
    revenue_guidance_min: Number = None
    revenue_guidance_prior_max: Number = None
    revenue_guidance_prior_min: Number = None
    revenue_type: Text = None


class Economics(Row):
    """A release of economic data. The `_t` fields are a unit in the documents, a value ("216K") in samples."""

    actual: Number = None
    actual_t: Text = None
    confirmed: Flag = None
    consensus: Number = None
    consensus_t: Text = None
    country: Text = None
    description: Plain = None
    event_category: Text = None
    event_name: Plain = None
    event_period: Text = None
    period_year: Whole = None
    prior: Number = None
    prior_t: Text = None


class Deal(Row):
    """A merger or an acquisition."""

    acquirer_cusip: Text = None
    acquirer_exchange: Text = None
    acquirer_isin: Text = None
    acquirer_name: Plain = None
    acquirer_ticker: Text = None
    target_cusip: Text = None
    target_exchange: Text = None
    target_isin: Text = None
    target_name: Plain = None
    target_ticker: Text = None
    currency: Text = None
    date_completed: FuzzyDay = None
    date_expected: FuzzyDay = None
    deal_payment_type: Text = None
    deal_size: Number = None
    deal_status: Text = None
    deal_terms_extra: Plain = None
    deal_type: Text = None


class Offering(SecurityRow):
    """An offering of further shares."""

    date: FuzzyDay = None  # type: ignore[assignment]
    dollar_shares: Number = None
    number_shares: Number = None
    offering_type: Text = None
    price: Number = None
    proceeds: Number = None
    shelf: Flag = None
    url: Text = None


class Split(SecurityRow):
    """A split of shares. `ratio` comes as "3-1" or "3:1"."""

    date_announced: Day = None
    date_distribution: Day = None
    date_ex: Day = None
    date_recorded: Day = None
    optionable: Flag = None
    ratio: Text = None
    split_type: Text = None


class Conference(SecurityRow):
    """A conference call."""

    access_code: Text = None
    confirmed: Flag = None
    international_num: Text = None
    period: Text = None
    period_year: Whole = None
    phone_num: Text = None
    reservation_num: Text = None
    start_time: Clock = None
    webcast_url: Text = None


class OptionTrade(Row):
    """One large trade of options."""

    aggressor_ind: Number = None
    ask: Number = None
    bid: Number = None
    cost_basis: Number = None
    date_expiration: Day = None
    description: Plain = None
    description_extended: Plain = None
    exchange: Text = None
    execution_estimate: Code = None
    midpoint: Number = None
    open_interest: Whole = None
    option_activity_type: Code = None
    option_symbol: Text = None
    price: Number = None
    put_call: Code = None
    sentiment: Code = None
    size: Whole = None
    strike_price: Number = None
    ticker: Text = None
    trade_count: Whole = None
    underlying_price: Number = None
    underlying_type: Text = None
    volume: Whole = None


class Removed(Record):
    """A record that has been taken back."""

    id: Text = None
    type: Text = None
    updated: Stamp = None
