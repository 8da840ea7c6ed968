"""Where uploads of tests lie: in memory, for as long as the process runs."""

from django.core.files.storage.memory import InMemoryDirNode, InMemoryStorage

_FILES = InMemoryDirNode()


class ProcessStorage(InMemoryStorage):
    """Files outlive a test that sets `STORAGES`, as the kept rows that name them do."""

    def __init__(self, **options):
        super().__init__(**options)
        self._root = _FILES
        self._resolve(
            self.base_location, create_if_missing=True, leaf_cls=InMemoryDirNode
        )
