"""Pages about the site itself: home, help, duties, the staff's desk."""

from app.site.views import desk, duties, home, languages, machines, mail
from app.site.views.blueprint import bp

__all__ = ["bp", "desk", "duties", "home", "languages", "machines", "mail"]
