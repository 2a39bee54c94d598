"""What an agency gets back: a receipt to read, and its own return marked up, to mend and send again."""

from pipeline.feedback.delivered import is_of_another, mentions, receipts, write
from pipeline.feedback.receipt import receipt_html, receipt_text

__all__ = ["is_of_another", "mentions", "receipt_html", "receipt_text", "receipts", "write"]
