"""What readers do with a translation: compare it with its original, report a sentence, follow the report."""
