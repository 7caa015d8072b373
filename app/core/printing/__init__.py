"""★ Documents on paper: facts and a template become a tagged PDF (PDF/UA-1). It knows no word of the domain."""

from app.core.printing.fonts import FontsMissing
from app.core.printing.glyphs import printable
from app.core.printing.setting import PrintingTrouble, document
from app.core.printing.squares import scan

__all__ = ["FontsMissing", "PrintingTrouble", "document", "printable", "scan"]
