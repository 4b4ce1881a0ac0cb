"""The guard behind the splitter: joins what was cut at an abbreviation, an initial, an ordinal or a number.

A false cut harms more than a missed one (half a sentence is translated without its verb), so doubt joins.
"""

from __future__ import annotations

import re

from .model import VOID

#: Bumped whenever the guard cuts differently; stored with each snapshot.
VERSION = "1"

#: Characters on each side of a possible boundary that the guard looks at.
CONTEXT = 200

#: Abbreviations that a name, number or further word follows. Lower case, without the last full stop.
_ALWAYS: dict[str, str] = {
    "*": "mr mrs ms mx dr prof rev hon gen col lt sgt capt cmdr adm maj sen rep gov pres st ste sr jr vs cf etc fig "
    "figs no nos a.m p.m vol vols ed eds pp p ch sec art par ca approx est dept tel e.g i.e viz al op cit ibid",
    "fr": "m mm mme mlle mlles mmes me mgr pr dr st ste art p pp n° no p. ex p.ex c.-à-d c.à.d cf env av apr j.-c "
    "éd fig vol chap tél bd boul ann al réf s.a",
    "de": "z.b z. b d.h d. h u.a u. a o.ä u.ä bzw ca dr prof hr fr nr str abs art vgl ggf inkl exkl zzgl evtl sog "
    "mio mrd tsd st jh usw s bd hrsg geb gest einschl max min tel u.s.w i.d.r",
    "es": "sr sra sres srta srtas d dª dra dr prof ud uds vd vds núm art pág págs p.ej p. ej ee.uu ee. uu av avda "
    "gral lic ing arq tel aprox ca fig vol cap",
    "it": "sig sig.ra sigg dott dott.ssa prof ing avv on art pag p.es p. es ecc n tel ca vol cap",
    "pt": "sr sra srs dr dra prof art pág p.ex p. ex núm n av tel eng arq fig vol cap exmo",
    "nl": "dhr mevr mw dr prof ir drs bijv bv o.a d.w.z nr art blz ca enz m.b.t t.a.v",
    "sv": "bl.a t.ex d.v.s dvs m.m kl nr ca jfr resp s.k f.d",
    "da": "bl.a f.eks dvs m.m kl nr ca jf hhv pga s.k mio mia",
    "nb": "bl.a f.eks dvs m.m kl nr ca jf mill mrd pga s.k",
    "fi": "esim mm ns nk klo ks eaa jne prof tri toht",
    "ru": "г гг в вв т д п т.е т. е т.д т.п т.к им ул пр д стр рис см напр руб коп тыс млн млрд проф акад",
    "uk": "р рр м ст т.д т.п тис млн млрд ім вул див напр грн проф акад",
    "cs": "č čl např tj tzv mj apod atd str sv ing mgr mudr judr phdr doc prof tis mil mld",
    "pl": "np tzn tj m.in prof dr hab ul nr str art al tys mln mld św im godz r",
    "ca": "sr sra dr dra prof núm art pàg p.ex p. ex av tel aprox",
    "sw": "bw bi dkt prof mh n.k k.m",
    "hi": "मि डॉ श्री प्रो सं रु",
    "ar": "أ د م ص ت هـ ق.م آر في",
    "tr": "dr prof doç av sn no vb vs bkz örn",
}
_MONTHS = (
    "januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert "
    "jahrestag mal platz stock januari februari maart augustus oktober desember marts maj juni juli "
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta ledna února března dubna května června července srpna září října listopadu prosince"
)
_ORDINAL_MONTHS = frozenset(_MONTHS.split())
#: Languages that write ordinals with a full stop.
_ORDINAL_LANGUAGES = frozenset(
    {"de", "da", "nb", "nn", "no", "fi", "cs", "sk", "sl", "hr", "sr", "hu", "is", "et", "lv"}
)
_TERMINAL = "!?…؟۔。！？।॥܀።፧"
_CLOSERS = "\"'”’»›)]}」』）】》〉＂＇"
_OPENERS = "\"'“‘«‹([{「『（【《〈¿¡—–-„‚•"
_LAST_WORD = re.compile(r"(\S+)\Z")
_INITIAL = re.compile(r"[^\W\d_]\Z")
_DOTTED_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}\Z")
_LIST_NUMBER = re.compile(r"(?:[0-9]{1,3}|[0-9]{1,3}(?:\.[0-9]{1,3})+|[a-zA-Z]|[ivxIVX]{1,5})[.)]\Z")
_HIRAGANA = re.compile("[\u3041-\u309f]")
_CLOSING_START = re.compile(rf"[{re.escape(_CLOSERS)}]+(?=[\s.,;:!?]|\Z)")


def abbreviations(language: str) -> frozenset[str]:
    """The abbreviations of a language (BCP 47) and those common to all, as whole words without the last full stop."""
    base = language.split("-")[0].lower()
    return _TABLE.get(base, _TABLE["*"])


def _table() -> dict[str, frozenset[str]]:
    common = frozenset(_ALWAYS["*"].split())
    return {name: common | frozenset(words.split()) for name, words in _ALWAYS.items()}


_TABLE = _table()
_TABLE["no"] = _TABLE["nn"] = _TABLE["nb"]


def is_boundary(before: str, after: str, language: str) -> bool:
    """Whether a sentence ends between two neighbouring texts (both with their spaces)."""
    before, after = before.replace(VOID, " "), after.replace(VOID, " ")
    head = before[-CONTEXT:].rstrip()
    between = before[-CONTEXT:][len(head) :] + after[: len(after[:CONTEXT]) - len(after[:CONTEXT].lstrip())]
    tail = after[:CONTEXT].lstrip()
    if not head or not tail:
        return False
    if between.count("\n") > 1:
        return True
    core = head.rstrip(_CLOSERS + "\u00a0\u202f ")
    if not core or _opens_next(core, head):
        return False
    return core[-1] in _TERMINAL + "." and _begins(core, head, tail, bool(between), language)


def _begins(core: str, head: str, tail: str, spaced: bool, language: str) -> bool:
    """Whether what follows can start a sentence after this ending."""
    if core != head and _HIRAGANA.match(tail):
        return False  # 「…。」と述べた: the quotation goes on as part of its sentence
    if core[-1] in "。！？｡．।॥":
        return tail[0] not in _CLOSERS and not tail[0].islower()
    if not spaced:
        return False
    first = tail.lstrip(_OPENERS + "\u00a0\u202f ")[:1]
    if not first or tail[0] in ",;:!?.)]}»”…%" or first.islower():
        return False
    if core[-1] in _TERMINAL:
        return True
    return not _abbreviated(core[:-1], core != head, tail, language)


def _abbreviated(core: str, closed: bool, tail: str, language: str) -> bool:
    """Whether the full stop after ``core`` belongs to an abbreviation, initial, ordinal or number."""
    match = _LAST_WORD.search(core)
    if match is None:
        return False
    word = re.split("[’']", match.group(1).lstrip(_OPENERS))[-1]  # l’art. is art.
    before = core[: match.start()].rstrip()
    if not before and _LIST_NUMBER.match(word + "."):
        return True
    if closed:
        return False
    lowered = word.lower()
    if word.endswith("."):
        return False
    two = f"{before[-8:].split()[-1].lower()} {lowered}" if before[-8:].split() else lowered
    known = abbreviations(language)
    if two in known or (lowered in known and not (lowered in _SENTENCE_FINAL and tail[:1].isupper())):
        return True
    if _INITIAL.fullmatch(word):
        return True
    if _DOTTED_INITIALS.fullmatch(word) and lowered not in ("a.m", "p.m"):
        return (word[0].isupper() and len(word) <= 5) or tail[:1].isdigit()
    return _ordinal(word, tail, language)


#: In the table, but as often the last word of a sentence: a capital after them starts a new one.
_SENTENCE_FINAL = frozenset({"etc", "al", "usw", "ecc", "enz", "atd", "jne", "no", "max", "min"})


def _ordinal(word: str, tail: str, language: str) -> bool:
    base = language.split("-")[0].lower()
    if not word.isdigit():
        return False
    following = re.split(r"\W", tail, maxsplit=1)[0].lower()
    if following in _ORDINAL_MONTHS:
        return True
    return base in _ORDINAL_LANGUAGES and len(word) <= 3


def _opens_next(core: str, head: str) -> bool:
    """Whether a straight quote at the end stands alone: it may as well open what follows."""
    rest = head[len(core) :]
    return rest[:1].isspace() and rest[-1] in "\"'"


def closing_start(piece: str) -> int:
    """Length of the closing quotes and brackets that a text begins with, 0 if it begins otherwise."""
    match = _CLOSING_START.match(piece)
    return match.end() if match else 0
