"""Accounts and groups: who may give whom which rights.

Admins look after accounts and put people into groups; what a group may do, and who is a superuser, superusers decide.
"""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext_lazy as _

from community.personal_data import end_sessions
from content.admin.rights import NeverDeleted

FOR_SUPERUSERS = ("is_superuser", "user_permissions")


class OneName(forms.ModelForm):
    """Names that differ in case only would be taken for each other."""

    def clean_username(self):
        name = self.cleaned_data["username"]
        if get_user_model().objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Somebody has this name already."))
        return name


class NewPersonForm(OneName, AdminUserCreationForm):
    pass


class PersonForm(OneName, UserChangeForm):
    pass


def powers(number):
    """The groups and single permissions of an account, as they are in the database."""
    user = get_user_model().objects.get(pk=number)
    return {f"group {pk}" for pk in user.groups.values_list("pk", flat=True)} | {
        f"permission {pk}" for pk in user.user_permissions.values_list("pk", flat=True)
    }


class PersonAdmin(NeverDeleted, UserAdmin):
    """Accounts are closed, not deleted: the history names their owners."""

    add_form = NewPersonForm
    form = PersonForm
    list_display = ("username", "first_name", "email", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    actions = None

    def has_change_permission(self, request, obj=None):
        """Nobody but a superuser changes a superuser, whose password would be the way to all rights."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def save_related(self, request, form, formsets, change):
        """Whoever loses a right, or the account itself, is signed out everywhere at once."""
        before = powers(form.instance.pk) if change else set()
        super().save_related(request, form, formsets, change)
        after = powers(form.instance.pk)
        lost = set(form.changed_data) & {"is_active", "is_staff", "is_superuser"}
        if before - after or lost:
            end_sessions(form.instance)

    def get_readonly_fields(self, request, obj=None):
        fields = (*super().get_readonly_fields(request, obj), "last_login", "date_joined")
        return fields if request.user.is_superuser else (*fields, *FOR_SUPERUSERS)


class GroupAdmin(NeverDeleted, DjangoGroupAdmin):
    actions = None

    def has_add_permission(self, request):
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser
