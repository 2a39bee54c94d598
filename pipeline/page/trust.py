"""The trust statement at the head of a page: what of the quarter failed or was late, and which figures that touches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.english import NO_FIGURE, capital, first_few, listed, number_of
from pipeline.page.parts import Html, Table, rendered
from pipeline.results.agency import AgencyResult
from pipeline.results.followed.themes import ThemeResult
from pipeline.results.model import AuditResult, QuarterResult
from pipeline.results.trust_values import Doubtful, Lack, Lacking, Sender, Trust

_MOST_NAMED = 6  # figures in the sentence; of more, how many, and the list is folded away
_MOST_SENDERS = 3
_Line = Sequence[object]  # which audit or agency, what is left out, and of which figures


def statement(shown: QuarterResult | AuditResult) -> Html:
    """Whether the figures of a page can be trusted: a sentence or two, and the details folded behind them."""
    of_one = isinstance(shown, AuditResult)
    trust = shown.trust
    called = _agency if of_one else _agency_and_audit
    sentences = [
        _returns(trust, called),
        *_beside(trust),
        *_answers(trust),
        *_others(trust, all_untold=_none_told(shown)),
    ]
    return _rendered(sentences, _by_agency(trust) if of_one else _by_audit(trust))


def _none_told(shown: QuarterResult | AuditResult) -> bool:
    """Whether the edition tells of the answers of no audit."""
    return isinstance(shown, AuditResult) or len(shown.trust.untold) == len(shown.audits)


def statement_of_theme(theme: ThemeResult) -> Html:
    """The same on the page of a theme, of the audits that show it and of what agencies report for it."""
    trust = theme.trust
    sentences = [
        _returns(trust, _agency_and_audit),
        *_beside(trust),
        *_answers(trust),
        *_others(trust, "of this theme’s audits ", all_untold=bool(trust.untold)),
    ]
    return _rendered(sentences, _by_audit(trust))


def own_statement(agency: AgencyResult) -> Html:
    """The same on an agency's own page, of its own returns and its own figures alone."""
    trust = agency.trust
    whole = "Nothing here is said of other agencies’ returns, on which the figures of all returns together rest too."
    sentences = [
        _returns(trust, _audit, "your "),
        *_beside(trust),
        *_answers(trust),
        *_others(trust, "of yours "),
        whole,
    ]
    return _rendered(sentences, _by_audit(trust))


def _rendered(sentences: Iterable[str], lines: Sequence[_Line]) -> Html:
    told = " ".join(sentences)
    columns = ["Audit or agency", "What", "Figures touched"]
    details = Table("What the figures leave out", columns, lines) if lines else None
    return rendered(
        """
<div class="trust"><p class="quiet"><strong>Can these figures be trusted?</strong> {{ told }}</p>
{% if details %}<details class="fold"><summary>Return by return</summary>
{{ details }}</details>{% endif %}</div>
""",
        plain=told,
        told=told,
        details=details,
    )


def _returns(trust: Trust, called: Callable[[Sender], str], whose: str = "") -> str:
    """
    How many of the returns that are due are counted, and which figures leave out the others.

    ``called``: what names one of them; ``whose``: "your " on an agency's own page.
    """
    absent = [each for each in trust.lacking if each.due and each.how is not Lack.OLDER]
    others = [each for each in trust.lacking if each not in absent]
    sentences = [_all_in(trust.due, whose)]
    if absent:
        names = first_few([_named(each, called) for each in absent], _MOST_SENDERS)
        are = "is" if len(absent) == 1 else "are"
        sentences = [f"{len(absent)} of {whose}{number_of(trust.due, 'return')} {are} not counted: {names}."]
    if others:
        sentences.append(f"{capital(first_few([_named(each, called) for each in others], _MOST_SENDERS))}.")
    if trust.touched_by_returns:
        sentences.append(f"Figures touched: {_figures(trust.touched_by_returns, trust)}.")
    elif trust.lacking:
        sentences.append("No standard or measure is counted from them.")
    return " ".join(sentences)


def _all_in(due: int, whose: str) -> str:
    """That every return that is due is in; ``whose``: "your " on an agency's own page."""
    of_them = f"of {whose}" if whose else ""
    if due == 0:
        return f"No return {'of yours ' if whose else ''}is due this quarter."
    if due == 1:
        return f"The one return {'of yours ' if whose else ''}that is due is in."
    return f"{'Both' if due == 2 else f'All {due}'} {of_them}returns that are due are in."


def _named(each: Lacking, called: Callable[[Sender], str]) -> str:
    """A return in a few words: whose or which, and what is wrong with it."""
    return f"{called(each.sender)} {_lack(each)}"


def _agency(sender: Sender) -> str:
    return sender.agency_name


def _audit(sender: Sender) -> str:
    return f"“{sender.title}”"


def _agency_and_audit(sender: Sender) -> str:
    return f"{sender.agency_name} for “{sender.title}”"


def _beside(trust: Trust) -> list[str]:
    """What came late and is counted, and what nobody could read or place."""
    late, unknown = len(trust.late), len(trust.unknown)
    sentences = []
    if late:
        sentences.append(f"{number_of(late, 'return')} came late and {'is' if late == 1 else 'are'} counted.")
    if unknown:
        what, it = ("One file or folder", "it") if unknown == 1 else (f"{unknown} files or folders", "they")
        sentences.append(f"{what} could not be read or placed, so nobody can say what {it} would change.")
    return sentences


def _answers(trust: Trust) -> list[str]:
    """How much of the returns that are counted is not, and which figures leave it out."""
    if not trust.doubtful:
        return []
    returns = "one return" if len(trust.doubtful) == 1 else f"{len(trust.doubtful)} returns"
    return [f"In {returns} {_left_out(trust.doubtful)}: not counted in {_figures(trust.touched_by_answers, trust)}."]


def _left_out(returns: Sequence[Doubtful]) -> str:
    """What of counted returns is not counted, in words."""
    records, set_aside = (sum(getattr(each, of) for each in returns) for of in ("records", "set_aside"))
    parts = [
        f"{number_of(records, 'record')} {'lacks' if records == 1 else 'lack'} a usable answer" if records else "",
        f"{number_of(set_aside, 'row')} {'was' if set_aside == 1 else 'were'} set aside" if set_aside else "",
    ]
    return listed([each for each in parts if each]) or "numbers of cases are lacking"


def _others(trust: Trust, whose: str = "", *, all_untold: bool = False) -> list[str]:
    """
    What is so of every other figure. ``all_untold``: where nothing is told of answers, this is of returns alone.
    """
    touched = {*trust.touched_by_returns, *trust.touched_by_answers}
    if touched >= set(trust.figures) or not (trust.due or touched):
        return []
    which = f"{'every other' if touched else 'every'} standard and measure {whose}of this quarter"
    subject = f"As far as could be read, {which}" if trust.unknown else capital(which)
    if not trust.untold:
        return [f"{subject} stands as it is."]
    if all_untold:
        return [f"{subject} leaves out no return; this edition does not say which answers could not be used."]
    untold = listed([f"“{each}”" for each in trust.untold])
    return [f"{subject} stands as it is, but of {untold} this edition does not say which answers could not be used."]


def _figures(touched: Sequence[str], trust: Trust) -> str:
    """The figures by their ids, or how many they are."""
    if len(touched) == len(trust.figures):
        return "every standard and measure" if len(touched) > 1 else touched[0]
    if len(touched) <= _MOST_NAMED:
        return listed(touched)
    return f"{len(touched)} of {len(trust.figures)} standards and measures"


def _by_agency(trust: Trust) -> list[_Line]:
    """A line for each return of one audit that is not counted in full, or came late."""
    return [
        *([each.sender.agency_name, _lack(each), _ids(each.touches)] for each in trust.lacking),
        *([each.sender.agency_name, _left_out([each]), _ids(each.touches)] for each in trust.doubtful),
        *_late_and_unknown(trust, _agency),
    ]


def _by_audit(trust: Trust) -> list[_Line]:
    """The same of all audits: what is left out of answers in one line for each."""
    doubtful: dict[str, list[Doubtful]] = {}
    for each in trust.doubtful:
        doubtful.setdefault(each.sender.title, []).append(each)
    return [
        *(
            [each.sender.title, f"{each.sender.agency_name}: {_lack(each)}", _ids(each.touches)]
            for each in trust.lacking
        ),
        *(
            [title, _left_out(theirs), _ids(tuple(dict.fromkeys(figure for each in theirs for figure in each.touches)))]
            for title, theirs in doubtful.items()
        ),
        *_late_and_unknown(trust, _agency_and_audit),
    ]


def _late_and_unknown(trust: Trust, called: Callable[[Sender], str]) -> list[_Line]:
    return [
        *([called(each), "came late, and is counted", NO_FIGURE] for each in trust.late),
        *(
            [each.agency_name or "Nobody knows whose", "could not be read or placed", "nobody can say"]
            for each in trust.unknown
        ),
    ]


def _lack(each: Lacking) -> str:
    return f"{each.how}{'' if each.due else ', though none was due'}"


def _ids(figures: Sequence[str]) -> str:
    return ", ".join(figures) or NO_FIGURE
