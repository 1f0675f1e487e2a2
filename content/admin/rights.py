"""What nobody may do in the admin, whatever their permissions: some rows come about elsewhere, some stay for ever."""


class NeverDeleted:
    """Rows that others rest on: they are ended, removed by their status or taken back, and stay."""

    def has_delete_permission(self, request, obj=None):
        return False


class NeverAdded:
    """Rows that come about elsewhere."""

    def has_add_permission(self, request, *about):
        return False


class NeverChanged:
    """Rows that stay as they were written."""

    def has_change_permission(self, request, obj=None):
        return False


class ReadOnly(NeverAdded, NeverChanged, NeverDeleted):
    """Rows that are written elsewhere."""
