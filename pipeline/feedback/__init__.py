"""What an agency gets back: a receipt to read, and its own return marked up, to mend and send again."""

from pipeline.feedback.delivered import FILES, RECEIPT, is_of_another, marked_up_return, write
from pipeline.feedback.receipt import receipt_html, receipt_text

__all__ = ["FILES", "RECEIPT", "is_of_another", "marked_up_return", "receipt_html", "receipt_text", "write"]
