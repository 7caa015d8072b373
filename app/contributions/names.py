"""Names in a text, where something beside them says that they are names. Pure patterns, no list finds every name."""

from __future__ import annotations

import re

TITLES = (
    r"Herrn?|Frau|Fr\.|Hr\.|Dr\.|Prof\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|Monsieur|Madame|[Pp]ani?|[Pp]anem|[Pp]anią|[Pp]ana|Domnul|"
    r"Doamna|Dl\.|Dna\.|D-na|D-l|Sr\.|Sra\.|Senhor|Senhora|Zoti|Zonja|Z\.|Znj\.|Bay|Bayan|Birêz|Xanim|[Пп]ані?|[Пп]ан|"
    r"[Гг]-н|[Гг]-жа|[Гг]-ца|[Гг]осподин|[Гг]оспожа"
)
SELF = (
    r"[Ii]ch heiße|[Mm]ein Name ist|[Mm]y name is|[Ii] am called|[Jj]e m[’']appelle|[Mm]on nom est|[Mm]ă numesc|"
    r"[Nn]umele meu (?:este|e)|[Mm]e chamo|[Cc]hamo-me|[Oo] meu nome é|[Qq]uhem|[Ee]mri im është|[Aa]dım|[Ii]smim|"
    r"[Nn]azywam się|[Mm]am na imię|[Мм]еня зовут|[Мм]ене звати|[Мм]оє ім[’']я|[Кк]азвам се|[Nn]avê min"
)
_UPPER = r"[A-ZÄÖÜÀ-ÖØ-ÞĄĆĘŁŃÓŚŹŻĂÂÎȘȚĞİŞÇÊÛА-ЯЇІЄҐЁ]"
_WORD = rf"{_UPPER}[\w’'-]{{1,40}}"
LATIN_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,2}}"
_ARABIC_WORD = r"[\u0620-\u06FF]{2,}"
# Names that stand after a title or after "my name is": also what is masked before a text goes to a machine.
NAMES = re.compile(
    rf"(?P<before>\b(?:{TITLES}|{SELF})\s+)(?P<name>{LATIN_NAME})"
    rf"|(?P<before_ar>(?<!\w)(?:السيدة?|الأستاذة?|الدكتورة?|اسمي|إسمي|آقای|خانم|دکتر|نام من|اسم من|اسمم)\s+)"
    rf"(?P<name_ar>{_ARABIC_WORD}(?:\s+{_ARABIC_WORD})?)"
)
