"""Every rule with sentences that it has to find and sentences like them that it has to pass."""

from __future__ import annotations

import pytest

from generator.checking.rules import NUMBER_RULES, RULES
from tests.checking.shelf import (
    BRACKWATER,
    BUD,
    CHINA,
    FINE,
    GUIDANCE,
    HALVORSEN,
    INITIATION,
    LOSS,
    MARROW,
    PELLWORTH,
    PLAN,
    PREVIEW,
    QUOTES,
    REJECT,
    SAIA,
    SNOW,
    SOUTHERN,
    TIDALOW,
    UPGRADE,
    XADAGO,
    at,
    checked,
    told,
)

HEAD = "# Southern Tops Estimates\n\n"
# rule: (text, the words that the finding marks, sheet)
FINDS: dict[str, list[tuple[str, str, str]]] = {
    "whose": [
        ("Brekke said that it would appeal.", "Brekke", HALVORSEN),
        ("The Nordmark Competition Office fined Brekke over freight surcharges, the Fjord Courier reported.", "Brekke",
         HALVORSEN),
        ("Brekke agreed surcharges on 17 ferry routes with a rival between 2021 and 2024, the Fjord Courier reported.",
         "Brekke", HALVORSEN),
        ("Brekke carries about 38% of the freight on the routes concerned, according to Tanaka Research.", "Brekke",
         HALVORSEN),
    ],
    "tense": [
        ("Northmere appealed on Feb. 27, 2026.", "appealed on Feb. 27, 2026", FINE),
        ("The authority will publish its notice on Jan. 27, 2026.", "will publish", FINE),
        ("Apple reported fiscal fourth-quarter results on Oct. 29, 2026.", "reported", PREVIEW),
        ("Velmo filed a new application on May 11.", "filed", REJECT),
    ],
    "hanging": [
        ("However, the government has not released a full list, Reuters said.", "However", CHINA),
        ("The company has until Feb. 27 to appeal or pay.", "The company", FINE),
        ("It earned $1.60 a share, above the estimate of $1.51.", "It", SOUTHERN),
        ("By contrast, revenue rose 8%.", "By contrast", SOUTHERN),
        ("She said that demand held up.", "She", BRACKWATER),
    ],
    "unlike": [
        ("More than 40 of the 130 large language models are approved, Reuters said.", "40 of the 130", CHINA),
        ("The 14 models, out of 130 in China by CLSA's count, were approved last week, Reuters said.",
         "14 models, out of 130", CHINA),
    ],
    "left-out": [
        ("# AB InBev Revenue Misses Estimate\n\nAB InBev had revenue of $15.13 billion, below the $15.27 billion "
         "estimate.", "AB InBev", BUD),
        ("# China Approves AI Models: Report\n\nRegulators approved 14 large language models last week, Reuters said.",
         "China", CHINA),
    ],
    "quantifier": [
        ("Neither models were approved, Reuters said.", "Neither", CHINA),
        ("Regulators approved neither Xiaomi and Baidu, Reuters said.", "neither", CHINA),
        ("The approvals came in most four batches, Reuters said.", "most", CHINA),
        ("Not also did they approve the models, Reuters said.", "also", CHINA),
    ],
    "doubled": [
        ("Baidu defeated Baidu in that race, Reuters said.", "Baidu defeated Baidu", CHINA),
        ("The rules name Baidu and Baidu, Reuters said.", "Baidu and Baidu", CHINA),
    ],
    "period": [
        ("For the fourth quarter, Brisland expects revenue of $900 million to $920 million.", "fourth quarter",
         GUIDANCE),
        ("Revenue rose in the year ended Dec. 31, 2024, compared to the year ended Dec. 31, 2024.",
         "Dec. 31, 2024, compared to the year ended Dec. 31, 2024", SOUTHERN),
    ],
    "from-to": [
        ("Revenue rose from $6.97 billion to $6.69 billion.", "rose", SOUTHERN),
        ("Earnings fell to $1.60 a share from $1.43.", "fell", SOUTHERN),
    ],
    "basis": [
        ("Southern reported adjusted earnings of $1.60 a share.", "adjusted", SOUTHERN),
        ("Southern earned $1.60 a share, excluding items.", "excluding items", SOUTHERN),
    ],
    "unstated": [
        ("The report gave a revenue figure for Alibaba.", "gave a revenue figure", CHINA),
        ("The authority's notice carries a response from Northmere.", "carries a response", FINE),
    ],
    "repeat": [
        (
            "Chinese companies have not raced to build AI products since OpenAI's ChatGPT became a worldwide success "
            "in 2022, Reuters said.",
            "not",
            CHINA,
        ),
    ],
    "name": [
        ("# FDA approves Duke Energy tablets\n\nThe agency approved Xadago, an oral tablet.", "Duke Energy", XADAGO),
        ("Xadago is listed on the New York Stock Exchange.", "New York Stock Exchange", XADAGO),
        ("Sandoz: the agency approved Xadago.", "Sandoz", XADAGO),
        ("Tencent was among the companies in the newest batch, Reuters said.", "Tencent", CHINA),
        ("Southern Co. (NYSE:SO), led by Chris Womack, earned $1.60 a share.", "Chris Womack", SOUTHERN),
        ("The FDA approved Xadago, which Newron Pharmaceuticals makes.", "Newron Pharmaceuticals", XADAGO),
        ("Northmere will appeal to the High Court of Leeds.", "High Court of Leeds", FINE),
        ("Reuters reported Monday, citing the Global Times.", "Global Times", CHINA),
    ],
    "list": [
        ("Alibaba's Ernie Bot has more than 100 million users, its chief technology officer said.", "Alibaba", CHINA),
        ("The newest 14 include models from Xiaomi, 4Paradigm and Baidu, Reuters said.", "Baidu", CHINA),
        ("Southern Co. (NYSE:DUK) earned $1.60 a share.", "NYSE:DUK", SOUTHERN),
        ("Southern Co. (NASDAQ:SO) earned $1.60 a share.", "NASDAQ:SO", SOUTHERN),
    ],
    "role": [
        ("Ernie Bot has more than 100 million users, Baidu's chief financial officer said in December.",
         "chief financial officer", CHINA),
        ("Northmere's chief executive officer declined to comment.", "chief executive officer", FINE),
    ],
    "date": [
        ("March 20 — The agency approved Xadago, an oral tablet.", "March 20", XADAGO),
        ("Northmere has until Feb. 17 to appeal or pay.", "Feb. 17", FINE),
        ("The FDA approved Xadago on Wednesday.", "Wednesday", XADAGO),
        ("The rule took effect in July: companies need regulators' approval, Reuters said.", "July", CHINA),
        ("The FDA approved Xadago on Monday, March 21, 2017.", "Monday, March 21, 2017", XADAGO),
        ("Southern earned $1.60 a share in the second quarter.", "second quarter", SOUTHERN),
        ("The rule has been in force since 2019.", "2019", FINE),
        ("The newest 14 models were approved last month; earlier batches came in August, November and December.",
         "last month", CHINA),
        ("Southern earned $1.60 a share, after $1.43 in the second quarter of last year.", "second quarter", SOUTHERN),
        ("Southern earned $1.60 a share in the May-to-September quarter.", "May-to-September quarter", SOUTHERN),
        ("It agreed surcharges with a rival from 2024 to 2021, the Fjord Courier reported.", "2021", HALVORSEN),
        ("Brekke has until June 11 to appeal, the Fjord Courier reported.", "June 11", HALVORSEN),
        ("Approvals came in August, May and December, Reuters said.", "May", CHINA),
        ("Southern earned $1.60 a share. It was $1.43 in the same quarter of last month.", "last month", SOUTHERN),
    ],
    "quote": [
        ("“These companies kept their prices in step for three years,” Erik Dahl said, the Fjord Courier reported.",
         "kept their prices", HALVORSEN),
        ("“These companies kept their surcharges in step for three years, and their customers paid for it,” "
         "Ingrid Solheim said, according to the Fjord Courier.", "These companies", HALVORSEN),
        ("“We will fight this in every court there is,” Ingrid Solheim said.", "We will fight", HALVORSEN),
    ],
    "population": [
        ("China had 40% of the investors, according to CLSA, Reuters said.", "investors", CHINA),
        ("Of all voters, 50% are in the United States, according to CLSA, Reuters said.", "voters", CHINA),
    ],
    "status": [
        ("Brisland raised its earnings guidance for 2026.", "raised its earnings guidance", GUIDANCE),
        ("Brisland kept its outlook.", "kept its outlook", GUIDANCE),
        ("Saltmarsh Securities keeps its rating on Northmere Cable.", "keeps its rating", INITIATION),
        ("The Transport Board approved Velmo's application on Wednesday.", "approved", REJECT),
        ("Regulators have rejected more than 40 AI models, Reuters said.", "rejected", CHINA),
        ("A full list has been published, Reuters said.", "published", CHINA),
        ("The FDA rejected Xadago on Tuesday.", "rejected", XADAGO),
        ("The Communications Authority did not fine Northmere.", "fine", FINE),
    ],
    "rating": [
        ("Marrow Securities upgraded Tidalow to Neutral on Monday.", "Neutral", "rating_change/made-up-upgrade"),
        ("The firm raised Tidalow to Strong Buy from Hold.", "Strong Buy", "rating_change/made-up-upgrade"),
    ],
    "negation": [
        ("Ernie Bot has not drawn more than 100 million users, Baidu's chief technology officer said.", "not", CHINA),
        ("Southern did not earn $1.60 a share.", "$1.60", SOUTHERN),
    ],
    "direction": [
        ("Brisland now expects $5.10 to $5.30 a share, up from an earlier range of $5.40 to $5.60.", "up", GUIDANCE),
        ("Revenue was unchanged from a year earlier.", "unchanged", SAIA),
        ("The old target of $39 was $2.20 above the share price of $41.20.", "$2.20", UPGRADE),
        ("The highest target, $55, is $13.80 below the last close of $41.20.", "$13.80", UPGRADE),
        ("Revenue fell 8% from $7.27 billion a year earlier.", "fell 8%", SOUTHERN),
        ("Earnings of $1.60 a share missed the estimate of $1.51.", "missed", SOUTHERN),
        ("Quarrellen reported a profit of $0.31 a share.", "profit", LOSS),
        ("Revenue of $15.13 billion topped the $15.27 billion estimate.", "topped", BUD),
        ("Baidu shares closed down 1.84% at $108.20 on Monday.", "down 1.84%", QUOTES),
    ],
    "attribution": [
        ("No full list has been released.", "No full list", CHINA),
        ("Chinese regulators have approved more than 40 AI models for public use.", "more than 40", CHINA),
        ("Reuters reported the total. China had 130 large language models, 40% of the world's total.", "130", CHINA),
    ],
    "cause": [
        ("Earnings rose 12% from a year earlier, driven by higher electricity rates.", "driven by", SOUTHERN),
        ("Revenue fell 11.5% because of weak freight rates.", "because of", TIDALOW),
        ("Revenue grew 8%, thanks to a hot summer.", "thanks to", SOUTHERN),
        ("Revenue grew 8% as data centers drew more power.", "as data centers drew more power", SOUTHERN),
        ("# Southern Profit Rises On Data Center Power Demand", "On Data Center Power Demand", SOUTHERN),
        ("Sales missed the estimate amid falling demand.", "amid", BUD),
    ],
    "advice": [
        ("Investors should buy Southern now.", "should buy", SOUTHERN),
        ("It is a good time to sell Tidalow shares.", "good time to", TIDALOW),
    ],
    "rank": [
        ("The largest sale was of 41,986 shares.", "largest", SNOW),
        ("Duopa is the only record of its kind.", "only", XADAGO),
        ("Southern reported record revenue of $7.82 billion.", "record", SOUTHERN),
        ("It was the largest fine in the history of the authority.", "largest", FINE),
        ("Xadago is the only drug of its class.", "only", XADAGO),
    ],
    "market": [
        ("Southern shares rose after the report.", "shares rose", SOUTHERN),
        ("The stock fell on the news.", "stock fell", FINE),
    ],
    "measure": [
        ("Net income of $7.82 billion beat the $7.76 billion estimate.", "Net income", SOUTHERN),
        ("Operating profit grew 8% from $7.27 billion.", "Operating profit", SOUTHERN),
    ],
    "promise": [
        ("# China Approves More Than 40 AI Models; Impact On Alibaba: Report\n\nReuters reported Monday that "
         "regulators approved more than 40 AI models.", "Impact", CHINA),
        ("# Why Southern Is Moving\n\nSouthern earned $1.60 a share.", "Why", SOUTHERN),
    ],
    "damage": [
        (HEAD + "Southern earned [[eps.actual]] a share.", "[[eps.actual]]", SOUTHERN),
        (HEAD + "Southern earned {{ eps }} a share.", "{{ eps }}", SOUTHERN),
        (HEAD + "Southern earned NaN a share.", "NaN", SOUTHERN),
        (HEAD + "Southern earned earned $1.60 a share.", "earned earned", SOUTHERN),
    ],
    "buried": [
        ("# AB InBev Earns $0.99 A Share\n\nAB InBev earned $0.99 a share, above the estimate of $0.96.\n\n"
         "## What Happened\n\nRevenue of $15.13 billion missed the $15.27 billion estimate.", "AB InBev", BUD),
    ],
    "number": [
        ("The midpoint of the new earnings range is $5.25.", "$5.25", GUIDANCE),
        ("CLSA puts China's share at 50%, against 40% for the United States, Reuters said.", "50%", CHINA),
        ("At the purchase price her stake would be worth just under $900,000.", "$900,000", PLAN),
        ("The old target of $39 was $2.40 below the share price of $41.20.", "$2.40", UPGRADE),
        ("The new target of $39 was $2.20 below the share price of $41.20.", "$39", UPGRADE),
        ("Revenue rose 7.6%, or $60 million, from a year earlier.", "$60 million", SOUTHERN),
        ("Brekke was fined €48.5 million, the Fjord Courier reported.", "€48.5 million", HALVORSEN),
        ("Adjusted earnings were $1.19 a share, against the $1.27 that analysts had forecast and $1.12 a year earlier.",
         "$1.27", PELLWORTH),
        ("The fourth batch holds 41 large language models, Reuters said.", "41", CHINA),
        ("Southern earned $1.51 a share.", "$1.51", SOUTHERN),
        ("Revenue was $7.27 billion, above the $7.76 billion estimate.", "$7.27 billion", SOUTHERN),
        ("Northmere was fined $12.5 billion.", "$12.5 billion", FINE),
        ("Xadago comes in strengths of 50 mg and 200 mg.", "200", XADAGO),
        ("Regulators have approved under 40 AI models, Reuters said.", "under 40", CHINA),
        ("Northmere was fined $12.5 million, or about $430,000 an outage.", "$430,000", FINE),
        ("Northmere has until Feb. 27 to appeal or pay, 21 days from the decision.", "21 days", FINE),
        ("Brisland expects earnings of $5.40 to $5.60 a share in 2026.", "$5.40 to $5.60 a share", GUIDANCE),
        ("Analysts expect $5.10 to $5.30 a share for 2026.", "$5.10 to $5.30 a share", GUIDANCE),
    ],
    "unit": [
        ("China had 40% of the world's models, 10% less than the United States' 50%, according to CLSA, Reuters said.",
         "10%", CHINA),
    ],
    "denied": [("Alibaba has not released 14 large language models, Reuters said.", "has not", CHINA)],
    "intent": [
        ("Northmere is considering an appeal.", "is considering", FINE),
        ("Northmere Cable plans to pay the fine by Feb. 27.", "plans to", FINE),
        ("The company is now weighing whether to appeal.", "is now weighing", FINE),
        ("Southern aims to grow earnings.", "aims to", SOUTHERN),
        ("Xiaomi wants to offer its models abroad, Reuters said.", "wants to", CHINA),
    ],
    "held": [
        ("McKinsey expects China to invest trillions in AI over the next decade, Reuters said.", "trillions", CHINA),
        ("The boom in AI has not led to more spending on cloud services, Reuters said.", "cloud services", CHINA),
        ("The FBI has raised concerns about hacking.", "FBI", CHINA),
        ("McKinsey is optimistic about AI in China.", "McKinsey", CHINA),
    ],
    "ticker": [
        ("Baidu (NYSE:BABA) was among the first companies, Reuters said.", "NYSE:BABA", CHINA),
    ],
}  # fmt: skip
# rule: (text, sheet): no finding of this rule
PASSES: dict[str, list[tuple[str, str]]] = {
    "whose": [
        ("Halvorsen said that it would appeal.", HALVORSEN),
        ("Brekke, a rival of Halvorsen, was not fined, the Fjord Courier reported.", HALVORSEN),
        ("The Nordmark Competition Office fined Halvorsen over freight surcharges, the newspaper said.", HALVORSEN),
        ("It agreed surcharges on 17 ferry routes with a rival, Brekke, between 2021 and 2024, the newspaper said.",
         HALVORSEN),
        ("Halvorsen carries about 38% of the freight on the routes, according to Tanaka Research.", HALVORSEN),
        ("It carries about 38% of the freight on the routes concerned, Tanaka Research said.", HALVORSEN),
    ],
    "tense": [
        ("Northmere has until Feb. 27, 2026, to appeal.", FINE),
        ("Northmere, fined on Jan. 27, must appeal or pay by Feb. 27.", FINE),
        ("The authority published its notice on Jan. 27.", FINE),
        ("Apple said it would report results on Oct. 29, 2026.", PREVIEW),
        ("Apple's report, expected on Oct. 29, 2026, will come after the close.", PREVIEW),
    ],
    "hanging": [
        ("The government has not released a full list. However, Reuters reported more than 40 approvals.", CHINA),
        ("Northmere was fined $12.5 million. The company has until Feb. 27 to appeal or pay.", FINE),
        ("It was the third quarter in which Southern earned $1.60 a share.", SOUTHERN),
        ("The company Southern earned $1.60 a share.", SOUTHERN),
    ],
    "quantifier": [
        ("Neither model was approved, Reuters said.", CHINA),
        ("Regulators approved neither Xiaomi nor Baidu, Reuters said.", CHINA),
        ("Neither plays well with the other, Reuters said.", CHINA),
        ("Baidu has the most 14-billion models; most models came in four batches.", CHINA),
        ("Not only did they approve the models, Reuters said.", CHINA),
    ],
    "doubled": [
        ("Baidu and Alibaba were among the first, Reuters said.", CHINA),
        ("Baidu was first, and Baidu has more than 40 models, Reuters said.", CHINA),
    ],
    "period": [
        ("For the first quarter, Brisland expects revenue of $900 million to $920 million.", GUIDANCE),
        ("Southern earned $1.60 a share in the quarter.", SOUTHERN),
        ("It earned $1.60 a share in the third quarter of 2025, compared with $1.43 in the third quarter of 2024.",
         SOUTHERN),
    ],
    "from-to": [
        ("Revenue fell from $6.97 billion to $6.69 billion.", SOUTHERN),
        ("Earnings rose to $1.60 a share from $1.43.", SOUTHERN),
        ("Revenue did not rise from $6.97 billion to $6.69 billion.", SOUTHERN),
    ],
    "unlike": [
        ("Of the more than 40 AI models, 14 were approved last week, Reuters said.", CHINA),
        ("More than 40 AI models are approved, Reuters said. CLSA counts 130 in China.", CHINA),
    ],
    "left-out": [
        ("# AB InBev Earns $0.99 A Share\n\nAB InBev earned $0.99 a share on revenue of $15.13 billion.", BUD),
        ("AB InBev earned $0.99 a share.", BUD),
    ],
    "basis": [
        ("Southern reported earnings of $1.60 a share.", SOUTHERN),
        ("Brackwater's adjusted earnings were $0.94 a share.", BRACKWATER),
    ],
    "unstated": [
        ("The report gave no revenue figure for Alibaba.", CHINA),
        ("The authority's notice carries no response from Northmere.", FINE),
        ("The report gave CLSA's count of 130 large language models.", CHINA),
    ],
    "repeat": [
        (
            "Chinese companies have raced to build AI products since OpenAI's ChatGPT became a worldwide success in "
            "2022, Reuters said.",
            CHINA,
        ),
        ("Chinese firms have raced to build products with AI since ChatGPT's success of 2022, Reuters said.", CHINA),
    ],
    "name": [
        ("# FDA approves Xadago tablets\n\nThe agency approved Xadago, an oral tablet.", XADAGO),
        ("Southern is listed on the New York Stock Exchange.", SOUTHERN),
        ("Clock: standard review, according to the agency's records.", XADAGO),
        ("The agency approved Xadago, an oral tablet, in the United States.", XADAGO),
        ("Xiaomi was among the companies in the newest batch, Reuters said.", CHINA),
        ("Wall Street analysts had expected $1.51 from Southern.", SOUTHERN),
        ("Analysts had expected less. Even so, Southern earned $1.60 a share.", SOUTHERN),
        ("The FDA approved Xadago.", XADAGO),
    ],
    "list": [
        ("Baidu's Ernie Bot has more than 100 million users, its chief technology officer said.", CHINA),
        ("The newest 14 include models from Xiaomi, 4Paradigm and 01.AI, Reuters said.", CHINA),
        ("Xiaomi Corp. (OTC:XIACF) and 4Paradigm are among them, Reuters said.", CHINA),
        ("Southern Co. (NYSE:SO) earned $1.60 a share.", SOUTHERN),
    ],
    "role": [("Ernie Bot has more than 100 million users, Baidu's chief technology officer said in December.", CHINA)],
    "date": [
        ("March 22 — The agency approved Xadago, an oral tablet.", XADAGO),
        ("Northmere has until Feb. 27 to appeal or pay.", FINE),
        ("The FDA approved Xadago on Tuesday.", XADAGO),
        ("The FDA approved Xadago on Tuesday, March 21, 2017.", XADAGO),
        ("The rule took effect in August: companies need regulators' approval, Reuters said.", CHINA),
        ("Southern earned $1.60 a share in the third quarter, up from $1.43 a year earlier.", SOUTHERN),
        ("The newest 14 models were approved last week; earlier batches came in August, November and December.", CHINA),
        ("Southern earned $1.60 a share, up from $1.43 in the third quarter of last year.", SOUTHERN),
        ("Southern earned $1.60 a share in the July-to-September quarter.", SOUTHERN),
        ("Halvorsen agreed surcharges with a rival between 2021 and 2024, the Fjord Courier reported.", HALVORSEN),
        ("Halvorsen has until June 11 to appeal, the Fjord Courier reported.", HALVORSEN),
        ("Approvals came in August, November and December, Reuters said.", CHINA),
        ("May I add that Southern earned $1.60 a share?", SOUTHERN),
        ("Southern earned $1.60 a share. It was $1.43 in the same quarter of last year.", SOUTHERN),
        ("Southern's earnings rose 12% from a prior $1.43 a share, more than the estimate implied.", SOUTHERN),
    ],
    "quote": [
        ("“These companies kept their surcharges in step for three years, and their customers paid for it,” "
         "Erik Dahl said, the Fjord Courier reported.", HALVORSEN),
        ("“Demand held up better than we had feared … into the winter,” Adaeze Okafor said.", BRACKWATER),
        ("Regulators spoke of “AI models”, Reuters said.", CHINA),
    ],
    "population": [
        ("China had 40% of the world's models, according to CLSA, Reuters said.", CHINA),
        ("Of the models, 50% are in the United States, according to CLSA, Reuters said.", CHINA),
    ],
    "status": [
        ("No list of the registered companies has been published, the Marrow Gazette said.", MARROW),
        ("Halvorsen rejected the findings of the competition office, the Courier reported.", HALVORSEN),
        ("Brisland lowered its guidance.", GUIDANCE),
        ("For those keeping a list: the firm rates Northmere Cable at Neutral.", INITIATION),
        ("The Dunmore plant is to be closed by the end of March 2026, Pellworth said.", PELLWORTH),
        ("The Transport Board rejected Velmo's application on Wednesday.", REJECT),
        ("No full list has been published, Reuters said.", CHINA),
        ("The authorities have yet to release a full list, Reuters said.", CHINA),
        ("The FDA approved Xadago on Tuesday.", XADAGO),
    ],
    "rating": [
        ("Marrow Securities upgraded Tidalow to Buy from Hold on Monday.", "rating_change/made-up-upgrade"),
    ],
    "negation": [
        ("Ernie Bot has drawn more than 100 million users, Baidu's chief technology officer said.", CHINA),
        ("Southern earned $1.60 a share, not $1.51.", SOUTHERN),
    ],
    "direction": [
        ("Brisland now expects $5.10 to $5.30 a share, down from an earlier range of $5.40 to $5.60.", GUIDANCE),
        ("Revenue was little changed from a year earlier.", SAIA),
        ("The old target of $39 was $2.20 below the share price of $41.20.", UPGRADE),
        ("Shares closed at $41.20 on Monday; the highest target, $55, is $13.80 above that.", UPGRADE),
        ("The lowest target is $31, $10.20 below the last close of $41.20.", UPGRADE),
        ("The average target, $44.50, is $3.30 above where the shares closed.", UPGRADE),
        ("Its earnings topped the estimate by $0.03 a share and it fell $140 million short on revenue.", BUD),
        ("Revenue rose 8% from $7.27 billion a year earlier.", SOUTHERN),
        ("Earnings of $1.60 a share topped the estimate of $1.51.", SOUTHERN),
        ("Quarrellen reported a loss of $0.31 a share, wider than the expected loss of $0.24.", LOSS),
        ("Revenue of $15.13 billion missed the $15.27 billion estimate.", BUD),
        ("Alibaba shares closed down 0.65% at $73.41 on Monday.", QUOTES),
    ],
    "attribution": [
        ("Regulators approved more than 40 AI models, Reuters said. No full list has been released.", CHINA),
        ("Halvorsen was fined €48.5 million, the Courier said.", HALVORSEN),
        ("Chinese regulators have approved more than 40 AI models for public use, Reuters reported Monday.", CHINA),
        ("China had 130 large language models, 40% of the world's total, brokerage CLSA says.", CHINA),
        ("The FDA approved Xadago on Tuesday.", XADAGO),
    ],
    "cause": [
        ("Because this is an initiation, there is no earlier rating.", INITIATION),
        ("# Tidalow gains 3.4% on day of upgrade to Buy\n\nTidalow shares rose 3.4% on Monday.", UPGRADE),
        ("Revenue came in at $7.82 billion, as reported on Thursday.", SOUTHERN),
        ("Southern is due to report its next results later.", SOUTHERN),
        ("Northmere was fined for reporting 31 network outages after the legal deadline.", FINE),
        ("Velmo was turned down because of lacking a plan for passengers who need help.", REJECT),
        ("Earnings rose 12% from a year earlier.", SOUTHERN),
    ],
    "advice": [
        ("Companies should have regulators' approval, Reuters said.", CHINA),
        ("Analysts should have expected more than $1.51.", SOUTHERN),
    ],
    "rank": [
        ("The largest sale was of 74,907 shares.", SNOW),
        ("The two largest lots, of 74,907 and 73,170 shares, went first.", SNOW),
        ("Southern has a track record: it beat both estimates.", SOUTHERN),
        ("Baidu, Alibaba and ByteDance were among the first companies to win approval, Reuters said.", CHINA),
        ("At least Southern earned $1.60 a share, the first of its figures.", SOUTHERN),
        ("In the first half of the story, Northmere has until Feb. 27.", FINE),
    ],
    "market": [
        ("Baidu shares rose 1.84% to $108.20 on Monday.", QUOTES),
        ("Southern earned $1.60 a share, and revenue rose 8%.", SOUTHERN),
    ],
    "measure": [
        ("Revenue of $7.82 billion beat the $7.76 billion estimate.", SOUTHERN),
        ("Sales grew 8% from $7.27 billion.", SOUTHERN),
        ("Profit per share was $1.60.", SOUTHERN),
    ],
    "promise": [
        ("# China Approves More Than 40 AI Models: Report\n\nReuters reported Monday that regulators approved more "
         "than 40 AI models.", CHINA),
    ],
    "damage": [
        (HEAD + "Southern earned $1.60 a share (more than analysts expected).", SOUTHERN),
        (HEAD + "The company had had a year to prepare.", SOUTHERN),
    ],
    "buried": [
        ("# AB InBev Earns $0.99 A Share, Revenue Misses\n\nAB InBev earned $0.99 a share, but revenue of $15.13 "
         "billion missed the $15.27 billion estimate.", BUD),
    ],
    "number": [
        ("Adjusted earnings were $1.27 a share, compared with an estimate of $1.19 and $1.12 in the second quarter of "
         "2025.", PELLWORTH),
        ("Targets run from a low of $31 to a high of $55.", UPGRADE),
        ("Analysts had been bracing for a two-cent dip in AB InBev's earnings per share.", BUD),
        ("The midpoint of the new earnings range, $5.20, is 30 cents below that of the old one.", GUIDANCE),
        ("CLSA puts China's share at 40%, against 50% for the United States, Reuters said.", CHINA),
        ("At the purchase price the stake of 52,000 shares is worth $956,800.", PLAN),
        ("Xadago comes in strengths of 50 milligrams and 100 milligrams.", XADAGO),
        ("Targets run from $31 to $55, a range of $24.", UPGRADE),
        ("The average target of $44.50 implies a rise of 8%.", UPGRADE),
        ("The shares, at $272.88, are $15.74 below their 52-week high of $288.62 and $103.67 above the low of $169.21.",
         PREVIEW),
        ("The shares stood at $272.88. From its 52-week low of $169.21 the stock is up 61%.", PREVIEW),
        ("Halvorsen was fined €48.5 million, the Fjord Courier reported.", HALVORSEN),
        ("Adjusted earnings were $1.27 a share, against the $1.19 that analysts had forecast and $1.12 a year earlier.",
         PELLWORTH),
        ("The fourth batch holds 14 large language models, Reuters said.", CHINA),
        ("Southern earned 1.60 dollars a share, 9 cents more than expected.", SOUTHERN),
        ("Revenue was $7,820 million, above the $7.76 billion estimate.", SOUTHERN),
        ("Northmere was fined $12,500,000.", FINE),
        ("Regulators have approved over 40 AI models, Reuters said.", CHINA),
        ("Northmere was fined $12.5 million, or about $403,000 an outage.", FINE),
        ("Northmere has until Feb. 27 to appeal or pay, 31 days from the decision.", FINE),
        ("Tidalow had earned $0.21 a share a year earlier: a swing, in other words, of 26 cents.", TIDALOW),
        ("Brisland now expects $5.10 to $5.30 a share in 2026, down from the $5.40 to $5.60 it had forecast.",
         GUIDANCE),
        ("Brisland trimmed its 2026 revenue forecast to $3.8 billion to $3.9 billion.", GUIDANCE),
    ],
    "unit": [
        ("China had 40% of the world's models, 10 percentage points less than the United States' 50%, according to "
         "CLSA, Reuters said.", CHINA),
    ],
    "denied": [("Alibaba has released 14 large language models, Reuters said.", CHINA)],
    "intent": [
        ("Northmere may appeal or pay until Feb. 27.", FINE),
        ("Northmere has not said whether it plans to appeal.", FINE),
        ("The rule aims to advance the technology while keeping it under state control, Reuters said.", CHINA),
        ("Pellworth plans to shut a plant in Dunmore.", PELLWORTH),
        ("Velmo intends to apply again, the company said.", REJECT),
    ],
    "held": [
        ("Brokerage CLSA counted 130 large language models in China, Reuters said.", CHINA),
        ("The report gave no revenue or spending figure for Alibaba.", CHINA),
        ("China counts 130 large language models, according to CLSA.", CHINA),
        ("The FDA approved Xadago, an oral tablet.", XADAGO),
    ],
    "ticker": [("Baidu (NASDAQ:BIDU) was among the first companies, Reuters said.", CHINA)],
}  # fmt: skip

FOUND_WHOLE = {"buried", "promise", "left-out"}
FOREIGN = {
    "lacking",
    "trend",
    "partaking",
    "winning",
    "currency",
    "described",
    "voice",
    "stretch",
    "echo",
    "groundless",
    "leading",
    "quarter",
    "topmost",
}
"""Rules for facts that are no sheet: test_foreign.py and test_records.py have their sentences."""
OWN_CODES = {"ticker": {"list", "ticker"}, "list": {"list", "ticker", "name"}}
"""Rules that share their findings with another: a wrong ticker is one finding, of whichever."""


def _codes(rule: str) -> set[str]:
    return OWN_CODES.get(rule, {rule})


def test_every_rule_has_sentences_to_find_and_to_pass() -> None:
    codes = ({rule.code for rule in RULES} | (set(NUMBER_RULES) - {"framing"})) - FOREIGN
    assert codes <= set(FINDS), f"no sentence to find for {sorted(codes - set(FINDS))}"
    assert codes <= set(PASSES), f"no sentence to pass for {sorted(codes - set(PASSES))}"
    assert all(rule.finds and rule.passes for rule in RULES), "`neurowire rules` shows an example of each"


@pytest.mark.parametrize(
    ("rule", "text", "words", "sheet"),
    [pytest.param(rule, *row, id=f"{rule}: {row[0][-50:]}") for rule, rows in FINDS.items() for row in rows],
)
def test_finds(rule: str, text: str, words: str, sheet: str) -> None:
    report = checked(text, sheet, whole=rule in FOUND_WHOLE)
    hits = at(report, text, words)
    assert hits, f"nothing found at {words!r}: {told(report)}"
    assert _codes(rule) & {made.rule for made in hits} or rule not in {made.rule for made in report.findings}


@pytest.mark.parametrize(
    ("rule", "text", "sheet"),
    [pytest.param(rule, *row, id=f"{rule}: {row[0][-50:]}") for rule, rows in PASSES.items() for row in rows],
)
def test_passes(rule: str, text: str, sheet: str) -> None:
    report = checked(text, sheet, whole=rule in FOUND_WHOLE)
    assert not [made for made in report.findings if made.rule in _codes(rule)], told(report)
