"""Takes files from a form: into memory, and no more of each than could be an image; nothing touches the disk."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from content.images.reading import LARGEST_FILE


class BoundedUpload(FileUploadHandler):
    """Keeps the first bytes of a file and counts the rest, so that it can be said how large it is."""

    def new_file(self, *arguments, **options):
        super().new_file(*arguments, **options)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data, start):
        room = LARGEST_FILE - self.kept.tell()
        self.kept.write(raw_data[: max(0, room)])

    def file_complete(self, file_size):
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip
