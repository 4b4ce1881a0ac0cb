"""Reading the files of the demonstration: where in which file we are, and the rules that texts follow. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.demo.marks import BadMarkup, marks_of

SITE_LANGUAGES = ("en", "fr", "es", "ar")

Words = Mapping[str, str]  # language → one plain text
Sentences = Mapping[str, tuple[str, ...]]  # language → sentences in order


class ContentError(ValueError):
    """A file of the demonstration breaks a rule; the message says which file, where, and what."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file we are, for messages, and the languages that must be there."""

    where: str
    languages: tuple[str, ...]

    def at(self, name: str) -> "Place":
        return Place(f"{self.where}: {name}", self.languages)

    def error(self, message: str) -> ContentError:
        return ContentError(f"{self.where}: {message}")

    def value(self, table: Mapping[str, Any], name: str, kind: type) -> Any:
        if name not in table:
            raise self.error(f"“{name}” is missing")
        if type(table[name]) is not kind:
            raise self.error(f"“{name}” must be a {kind.__name__}")
        return table[name]

    def only(self, table: Mapping[str, Any], names: Sequence[str]) -> None:
        unknown = sorted(set(table) - set(names))
        if unknown:
            raise self.error(f"unknown: {', '.join(unknown)}")

    def words(self, table: Mapping[str, Any]) -> Words:
        """One plain text per language, in exactly the languages of the article."""
        self.only(table, self.languages)
        texts = {language: self.value(table, language, str) for language in self.languages}
        for language, text in texts.items():
            if text != text.strip() or not text or "<" in text or "\n" in text:
                raise self.error(f"{language} must be one line of plain text")
        return texts

    def named(self, table: Mapping[str, Any], name: str) -> Words:
        """The words of a table's entry of this name."""
        return self.at(name).words(self.value(table, name, dict))

    def sentences(self, table: Mapping[str, Any], *, marks: bool) -> Sentences:
        """Sentences per language: as many in each, with the same marks in each pair."""
        self.only(table, self.languages)
        texts = {language: tuple(self.value(table, language, list)) for language in self.languages}
        first = self.languages[0]
        for language, sentences in texts.items():
            if not sentences or len(sentences) != len(texts[first]):
                raise self.error(f"{language} has {len(sentences)} sentences, {first} has {len(texts[first])}")
            for number, (sentence, source) in enumerate(zip(sentences, texts[first], strict=True), start=1):
                self.at(f"{language}, sentence {number}")._check(sentence, source, marks=marks)
        return texts

    def each(self, table: Mapping[str, Any], name: str, what: str) -> "list[tuple[Place, dict[str, Any]]]":
        """The tables of a list, each with its place."""
        entries = self.value(table, name, list)
        return [(self.at(f"{what} {number}"), entry) for number, entry in enumerate(entries, start=1)]

    def _check(self, sentence: Any, source: str, *, marks: bool) -> None:
        if not isinstance(sentence, str) or not sentence or sentence != sentence.strip() or "\n" in sentence:
            raise self.error("must be one line of text")
        if not marks:
            if "<" in sentence:
                raise self.error("plain text, no marks")
            return
        try:
            found, wanted = marks_of(sentence), marks_of(source)
        except BadMarkup as error:
            raise self.error(str(error)) from error
        if found != wanted:
            raise self.error(f"marks {sorted(found)} do not correspond to those of the source, {sorted(wanted)}")
