"""Invent articles: reports, photo reports, features, interviews, essays, briefs."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from eval.pagemaker.stock import Cutting, Stock
from eval.pagemaker.stories import Section, Story
from eval.pagemaker.voices import credit, dateline, signature
from eval.pagemaker.words import Chance, read_data
from index.places import Gazetteer

_MARKS = ("（接一版）", "（上接第一版）", "（上接1版）", "(接一版)", "（紧接第一版）")


class Inventor:
    """Invent articles of one page.

    Args:
        chance: the source of everything chosen.
        stock: corpus articles to fill bodies with; may be empty.
    """

    def __init__(self, chance: Chance, stock: Stock) -> None:
        self.chance = chance
        self.stock = stock
        self.data: dict[str, Any] = read_data("reports")

    def story(self, kind: str) -> Story:
        """Invent an article of a kind: report, titled, photo, feature, interview, essay, brief or part."""
        return {
            "report": self.report,
            "titled": self.titled,
            "photo": self.photo,
            "feature": self.feature,
            "interview": self.interview,
            "essay": self.essay,
            "brief": self.brief,
            "part": self.part,
        }[kind]()

    def report(self) -> Story:
        """Invent a report with dateline, headline and two to five paragraphs."""
        chance, place = self.chance, self.chance.place()
        slots = chance.slots(place)
        group = chance.pick(self.data["openings"])
        said, iso = chance.when()
        lead = chance.fill(str(chance.pick(group["texts"])), slots | {"when": said})
        body = [lead, *self._paragraphs(slots, chance.rng.randint(1, 4))]
        kicker, headline = self._heads(slots, lead, str(group["fits"]))
        opening, inline = dateline(self.chance, slots)
        return Story(
            kind="news",
            place=place.name,
            sections=(Section(tuple(body)),),
            opening=opening,
            kicker=kicker,
            headline=headline,
            event_date=iso,
            event_month=self._month(),
            signature=None if inline else signature(self.chance),
        )

    def titled(self) -> Story:
        """Give a corpus article with its own headline a dateline of ours; without a corpus, a report."""
        cutting = self._titled()
        if cutting is None:
            return self.report()
        place = self.chance.place(known_by_short=True)
        opening, inline = dateline(self.chance, self.chance.slots(place))
        paragraphs = cutting.paragraphs(self.chance.rng, self.chance.rng.randint(1, 4))
        return Story(
            kind="news",
            place=place.name,
            sections=(Section(tuple(paragraphs)),),
            opening=opening,
            headline=cutting.title,
            signature=None if inline else signature(self.chance),
        )

    def photo(self) -> Story:
        """Invent a photo report: one paragraph with a credit, often without a headline."""
        chance, place = self.chance, self.chance.place()
        slots = chance.slots(place)
        said, iso = chance.when()
        text = chance.fill(str(chance.pick(self.data["photos"])), slots | {"when": said})
        kicker, headline = self._heads(slots, text, "调研") if chance.maybe(0.5) else (None, None)
        return Story(
            kind="photo",
            place=place.name,
            sections=(Section((text,)),),
            kicker=kicker,
            headline=headline,
            event_date=iso,
            event_month=self._month(),
            credit=credit(self.chance),
        )

    def brief(self) -> Story:
        """Invent an item of a list of briefs: one paragraph without a headline."""
        chance, place = self.chance, self.chance.place()
        slots = chance.slots(place)
        said, iso = chance.when()
        texts = [str(text) for group in self.data["openings"] for text in group["texts"]]
        named = [text for text in texts if "{org}" in text or "{place}" in text]
        text = chance.fill(chance.pick(named), slots | {"when": said})
        text += chance.fill(str(chance.pick(self.data["body"])), slots)
        return Story(
            kind="news",
            place=place.name,
            sections=(Section((text,)),),
            event_date=iso,
            event_month=self._month(),
        )

    def feature(self) -> Story:
        """Invent a feature: headline of two clauses, subhead, captions, sections with headings."""
        chance, place = self.chance, self.chance.place()
        slots = chance.slots(place)
        headings = chance.rng.sample(self._headings(), chance.rng.randint(2, 4))
        lead = chance.fill(str(chance.pick(self.data["leads"])), slots)
        sections = [Section((lead, *self._telling(slots, chance.rng.randint(0, 2))))]
        sections += [Section(tuple(self._telling(slots, chance.rng.randint(2, 4))), h) for h in headings]
        headline = chance.fill("{slogan} {slogan}" if chance.maybe(0.7) else "{slogan}", slots)
        subhead: str | None = chance.fill(str(chance.pick(self.data["subheads"])), slots)
        if chance.maybe(0.25):
            headline, subhead = f"{slots['org']}：{headline}", None
        writer = chance.maybe(0.4)
        return Story(
            kind="feature",
            place=place.name,
            sections=tuple(sections),
            headline=headline,
            subhead=subhead,
            event_month=self._month(tuple(sections)),
            captions=self._captions(slots),
            byline_line=f"{chance.pick(('通讯员', '本报记者', '记者'))} {chance.person()}"
            if writer
            else None,
            signature=None if writer else signature(self.chance),
        )

    def interview(self) -> Story:
        """Invent an interview in turns of questions and answers."""
        chance, place = self.chance, self.chance.place()
        slots = chance.slots(place)
        turns: list[str] = []
        asker = str(chance.pick(("本报记者", "记者", "问", "民声报")))
        speaker = "答" if asker == "问" else slots["chair"]
        for _ in range(chance.rng.randint(3, 5)):
            turns.append(f"{asker}：" + chance.fill(str(chance.pick(self.data["interview"]["asks"])), slots))
            turns.append(
                f"{speaker}：" + chance.fill(str(chance.pick(self.data["interview"]["answers"])), slots)
            )
            turns += self._telling(slots, 1) if chance.maybe(0.3) else []
        return Story(
            kind="interview",
            place=place.name,
            sections=(Section(tuple(turns)),),
            headline=chance.fill("{slogan} {slogan}", slots),
            subhead=f"——访{slots['org']}主席{slots['chair']}",
            event_month=self._month((Section(tuple(turns)),)),
            signature=signature(self.chance),
            spoken=True,
        )

    def essay(self) -> Story:
        """Invent an essay with its writer above it or in brackets below."""
        chance, place = self.chance, self.chance.place()
        slots = chance.slots(place)
        paragraphs = [chance.fill(str(t), slots) for t in self.data["essay"]["paragraphs"]]
        body = [paragraphs[0], *chance.rng.sample(paragraphs[1:], chance.rng.randint(3, 5))]
        writer, post = chance.person(), chance.fill(str(chance.pick(self.data["essay"]["posts"])), slots)
        above = chance.maybe(0.6)
        return Story(
            kind="feature",
            place=place.name,
            sections=(Section(tuple(body)),),
            headline=chance.fill(str(chance.pick(self.data["essay"]["heads"])), slots),
            byline_line=writer if above else None,
            signature=f"（作者系{post}）" if above else f"（{post} {writer}）",
            event_month=self._month(),
        )

    def part(self) -> Story:
        """Invent the second part of an article whose first part stands on another page."""
        base = self.feature() if self.chance.maybe(0.6) else self.interview()
        told = f"{base.place}政协的做法传开后，前来取经的人越来越多。"
        first = base.sections[0].paragraphs[1:] or base.sections[0].paragraphs
        last = (*first, told) if base.kind == "feature" else (*first[:-1], first[-1] + told)
        sections = (Section(last), *base.sections[1:])
        return replace(
            base,
            sections=sections,
            mark=str(self.chance.pick(_MARKS)),
            captions=(),
            subhead=None,
            byline_line=None,
            kind="continuation" if base.kind == "feature" else "interview",
            headline=base.headline if self.chance.maybe(0.5) else None,
            event_month=None,
        )

    def _month(self, sections: tuple[Section, ...] = ()) -> str | None:
        """Return the month of the issue, None where a body that tells months of its own may mean another."""
        told = any(re.search(r"\d月", text) for section in sections for text in section.paragraphs)
        return None if told else self.chance.issue.isoformat()[:7]

    def _headings(self) -> list[str]:
        return list(self.data["sections"])

    def _heads(self, slots: dict[str, str], lead: str, fits: str) -> tuple[str | None, str]:
        """Return kicker and headline in one of the forms that papers use; most name the place."""
        chance = self.chance
        deed = fits == "地方"
        act = chance.fill(self._act(lead, "deeds" if deed else "acts", slots), slots)
        org = slots["place"] if deed else slots["org"]
        slogan = chance.fill("{slogan}" if chance.maybe(0.5) else "{slogan} {slogan}", slots)
        form = chance.rng.randrange(7)
        if form <= 1:
            return None, org + act
        if form == 2 and not deed:
            return org, act if chance.maybe(0.6) else slogan
        if form == 3:
            return slogan, org + act
        if form == 4:
            return None, f"{org}：{slogan}" if not deed else org + act
        return (org + act, slogan) if form == 5 else (None, org + act)

    def _act(self, lead: str, key: str, slots: dict[str, str]) -> str:
        """Choose a clause, preferring one that shares its subject with the lead."""
        acts = [str(act) for act in self.data[key]]
        told = [act for act in acts if "{topic}" in act] if slots["topic"] in lead else []
        told += [
            act
            for act in acts
            if any(word in act and word in lead for word in ("常委会", "主席会议", "培训班", "提案"))
        ]
        return str(self.chance.pick(told or acts))

    def _paragraphs(self, slots: dict[str, str], count: int) -> list[str]:
        """Return paragraphs of reports, some out of the corpus."""
        if self.stock.untitled and self.chance.maybe(0.45):
            cutting = self.chance.pick(self.stock.untitled)
            return list(Cutting("", cutting.sentences[1:]).paragraphs(self.chance.rng, count))
        texts = self.chance.rng.sample(list(self.data["body"]), count)
        return [self.chance.fill(text, slots) for text in texts]

    def _telling(self, slots: dict[str, str], count: int) -> list[str]:
        """Return paragraphs of features, some out of the corpus."""
        if self.stock.untitled and self.chance.maybe(0.4):
            cutting = self.chance.pick(self.stock.untitled)
            return list(Cutting("", cutting.sentences[1:]).paragraphs(self.chance.rng, count))
        texts = self.chance.rng.sample([*self.data["feature"], *self.data["body"]], count)
        return [self.chance.fill(text, slots) for text in texts]

    def _titled(self) -> Cutting | None:
        for _ in range(20 if self.stock.titled else 0):
            cutting: Cutting = self.chance.pick(self.stock.titled)
            if not _names_a_place(cutting.title) and not any(c.isdigit() for c in cutting.title[:3]):
                return cutting
        return None

    def _captions(self, slots: dict[str, str]) -> tuple[str, ...]:
        if self.chance.maybe(0.4):
            return ()
        texts = self.chance.rng.sample(list(self.data["captions"]), self.chance.rng.randint(1, 3))
        sign = self.chance.pick(self.data["caption_signs"])
        return tuple(sign + self.chance.fill(text, slots) for text in texts)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _names_a_place(title: str) -> bool:
    """Say whether a headline out of the corpus names a place: not the one that we say it comes from."""
    return bool(_gazetteer().find(title))
