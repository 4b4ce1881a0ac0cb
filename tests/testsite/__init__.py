"""A second page type, so that i18n is proved on something that is not an article."""
