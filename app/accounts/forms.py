"""Forms for the way in, one's own account and the people who work here."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    EmailField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from app.accounts.labels import ERRORS
from app.core.errors import DomainError
from app.core.forms import StaffForm

NO_EMAIL = _l("Please enter an e-mail address, such as name@example.org.")
NO_PASSWORD = _l("Please enter the password.")
NO_CODE = _l("Please enter the six digits.")
NO_NAME = _l("Please enter a name.")
TOO_LONG = _l("This is too long. Please shorten it.")
BAD_DAY = _l("Please enter a day, such as 2027-03-31.")


def refuse(form: StaffForm, error: DomainError) -> None:
    """Show an error of this room at its field, or above the form when it belongs to none."""
    words = str(ERRORS[error.code]) % error.facts
    field = getattr(error, "field", None)
    if field and field in form:
        form[field].errors = [*form[field].errors, words]
    else:
        form.form_errors.append(words)


class Day(DateField):  # type: ignore[misc]
    """A day that says in our words what is wrong with it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take over the typed day."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(str(BAD_DAY)) from error


class SignInForm(StaffForm):
    """E-mail address and password."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(NO_EMAIL), Length(max=254, message=TOO_LONG)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"), [DataRequired(NO_PASSWORD)], render_kw={"autocomplete": "current-password"}
    )


class CodeForm(StaffForm):
    """The six digits of the authenticator app."""

    code = StringField(_l("Code from your app"), [DataRequired(NO_CODE)], render_kw={"autocomplete": "one-time-code"})


class RecoveryForm(StaffForm):
    """One of the codes on paper."""

    code = StringField(
        _l("Recovery code"),
        [DataRequired(_l("Please enter one of your codes."))],
        render_kw={"autocomplete": "off", "dir": "ltr"},
    )


class EmailForm(StaffForm):
    """Another e-mail address for an account."""

    email = EmailField(
        _l("New e-mail address"),
        [DataRequired(NO_EMAIL), Email(NO_EMAIL), Length(max=254, message=TOO_LONG)],
        render_kw={"autocomplete": "off"},
    )


class SetUpForm(CodeForm):
    """The first code of a new authenticator app; the secret rides along, encrypted."""

    sealed = HiddenField()


class ForgottenForm(StaffForm):
    """Where the link for a new password goes."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(NO_EMAIL), Email(NO_EMAIL), Length(max=254, message=TOO_LONG)],
        render_kw={"autocomplete": "username"},
    )


class NewPasswordForm(StaffForm):
    """A new password, typed twice."""

    password = PasswordField(
        _l("New password"), [DataRequired(NO_PASSWORD)], render_kw={"autocomplete": "new-password"}
    )
    repeat = PasswordField(
        _l("New password once more"), [DataRequired(NO_PASSWORD)], render_kw={"autocomplete": "new-password"}
    )

    def validate_repeat(self, field: PasswordField) -> None:
        """Both must be the same."""
        if self.password.data and field.data != self.password.data:
            raise ValidationError(ERRORS["password_differs"])


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    old = PasswordField(
        _l("Your password until now"), [DataRequired(NO_PASSWORD)], render_kw={"autocomplete": "current-password"}
    )


class ConfirmForm(StaffForm):
    """The password once more, before a guarded page."""

    password = PasswordField(
        _l("Password"), [DataRequired(NO_PASSWORD)], render_kw={"autocomplete": "current-password"}
    )


class ProfileForm(StaffForm):
    """Shown name and language of an account."""

    name = StringField(
        _l("Name"), [DataRequired(NO_NAME), Length(max=120, message=TOO_LONG)], render_kw={"autocomplete": "off"}
    )
    language = SelectField(_l("Language of the staff area"))


class InviteForm(ProfileForm):
    """A new person with roles."""

    email = EmailField(
        _l("E-mail address"), [DataRequired(NO_EMAIL), Email(NO_EMAIL), Length(max=254, message=TOO_LONG)]
    )
    roles = SelectMultipleField(_l("Roles"), [DataRequired(_l("Please choose at least one role."))])
    valid_until = Day(_l("Last day of the term"), [Optional()])


class RoleForm(StaffForm):
    """One more role for a term."""

    role = SelectField(_l("Role"))
    valid_from = Day(_l("First day"), [Optional()])
    valid_until = Day(_l("Last day"), [Optional()])


class TermForm(StaffForm):
    """The last day of a role; empty means no end."""

    valid_until = Day(_l("Last day"), [Optional()])


class AbsenceForm(StaffForm):
    """From when to when somebody is away."""

    first_day = Day(_l("First day away"), [InputRequired(BAD_DAY)], render_kw={"type": "date"})
    last_day = Day(_l("Last day away"), [InputRequired(BAD_DAY)], render_kw={"type": "date"})


class ActForm(StaffForm):
    """Nothing but a button."""
