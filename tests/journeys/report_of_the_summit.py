"""The report that the editor of the main journey publishes: twenty sentences with links and bold text."""

from tests.journeys.desk import Report

TITLE = "Cities of the north meet in the harbour"
SUMMARY = "The mayors of six cities spoke about safe streets. They will meet again next year."
PARAGRAPHS = (
    'The meeting began on Monday with a <a href="https://example.org/welcome">letter of the king</a>. '
    "<b>Forty cities</b> sent a delegation. The smallest city has nine thousand people.",
    'The mayors read the <a href="https://example.org/report">new report</a> before lunch. It says that '
    "<b>young people</b> need a place in the city. A library costs less than a prison.",
    "In the afternoon the guests visited the old harbour. The harbour is <b>a public park</b> now. Children "
    "swim there in summer.",
    'A teacher showed the <a href="https://example.org/map">map of the streets</a> to the guests. Her students '
    "drew the map in two weeks. They marked the dark corners with a red pencil.",
    "The city bought new lamps after the visit. The lamps are cheap. The night is quieter since then.",
    'The next meeting is in <a href="https://example.org/bergen">Bergen</a>. The date is not known.',
)
REPORT = Report(
    title=TITLE,
    summary=SUMMARY,
    body="".join(f"<p>{text}</p>" for text in PARAGRAPHS),
    tags=("Prevention", "Mayors"),
    date="2022-11-02",
)
# The title, two sentences of the summary, seventeen of the body.
SENTENCES = 20
LINKS = tuple(f"https://example.org/{name}" for name in ("welcome", "report", "map", "bergen"))
