"""What `manage.py check_site` asks: each app answers in its own room.

An app may have a module `site_checks` with a tuple CHECKS of functions without arguments. They return Django's check
messages: an Error is wrong or missing, a Warning is a hint. `obj` is the heading under which the finding is shown,
`hint` says what to do.
"""

from articles.site_checks import accounts, database, files, languages, public_address, search, settings

# The tables come first: without them nobody else can look.
CHECKS = (
    database.check_tables,
    settings.check_settings,
    accounts.check_accounts,
    languages.check_languages,
    languages.check_interface,
    languages.check_standard_pages,
    public_address.check_address,
    public_address.check_secrets,
    files.check_files,
    search.check_index,
)
