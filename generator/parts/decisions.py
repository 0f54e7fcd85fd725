"""The words of decisions: how texts say that an authority approved, rejected, fined, and so on."""

from __future__ import annotations

from types import MappingProxyType

_GRANT = (
    "granted approval", "granted approvals", "granting approvals", "green light", "green lights", "green-lighted",
    "greenlit", "green-lit", "greenlight", "giving the green light", "nod", "won approval", "received approval",
)  # fmt: skip
_WITHDRAWN = ("withdrew approval", "withdraws approval", "withdrawal of approval", "approval was withdrawn")
ACTION_WORDS = MappingProxyType({
    "approve": (
        "approved", "approves", "approve", "approving", "approval", "approvals", *_GRANT, "endorsement", "endorsed",
        "cleared", "clears", "clear", "clearance", "allowed", "permitted",
    ),
    "register": ("registered", "registers", "register", "registration", "registrations", "on the register",
                 "cleared", "clears"),
    "clear": ("cleared", "clears", "clear", "clearing", "clearance", "clearances", "green light"),
    "reject": (
        "rejected", "rejects", "reject", "rejecting", "rejection", "turned down", "turns down", "denied", "denies",
        "denial", "refused", "refuses", "refusal", "blocked", "blocks",
    ),
    "fine": ("fined", "fines", "fining", "fine", "penalty", "penalties", "penalized", "imposed a fine"),
    "ban": ("banned", "bans", "banning", "ban", "prohibited", "prohibits", "prohibition", "barred", "bars"),
    "defer": ("deferred", "defers", "deferral", "postponed", "postpones", "delayed", "delays", "put off", "puts off"),
    "withdraw": (
        "withdrew", "withdrawn", "withdraws", "withdrawal", "revoked", "revokes", "revocation", "rescinded", "pulled",
        *_WITHDRAWN,
    ),
    "suspend": ("suspended", "suspends", "suspension", "halted", "halts"),
})  # fmt: skip
"""What a regulator may do, and the words that say so."""
LIST_WORDS = MappingProxyType({
    "true": (
        "published", "released", "disclosed", "made public", "published the list", "released the list",
        "disclosed the list", "full list",
    ),
    "false": ("no full list", "not published", "not released", "not disclosed", "undisclosed", "no complete list"),
})  # fmt: skip
"""How texts say that a full list has, or has not, been published."""
DRUG_WORDS = MappingProxyType({
    "approve": ("approved", "approves", "approve", "approval", "approvals", *_GRANT),
    "tentatively approve": ("tentatively approved", "tentatively approves", "tentative approval"),
    "decline": (
        "declined", "declines to approve", "declined to approve", "complete response letter", "rejected", "rejection",
        "turned down", "rejects", "refused", "refuses", "banned", "bans", "barred", "blocked", "blocks",
        "denied", "denies",
    ),
    "withdraw": ("withdrew", "withdrawn", "withdraws", "withdrawal", "pulled", "revoked", *_WITHDRAWN),
})  # fmt: skip
"""What a drug regulator may do with an application."""
