"""Reading the content files: YAML for people, with the place of every fault."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from content.document import kinds

CONTENT = Path(__file__).resolve().parent / "content"


class BadContentFile(Exception):
    """A content file that cannot be read: says file, line, place and what is wrong."""


@dataclass
class Entry:
    """One document of a content file, and where it stands."""

    path: Path
    kind: str
    document: dict
    node: yaml.MappingNode

    def place(self, keys):
        """The line of the innermost part of the document that `keys` lead to."""
        node = self.node
        for key in keys:
            inner = step_into(node, key)
            if inner is None:
                break
            node = inner
        return f"{self.path.name}:{node.start_mark.line + 1}"


def step_into(node, key):
    """The node under a key or position, or None."""
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key]
    return None


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Safe YAML in which a key may not stand twice and dates stay text."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key_node, _value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key_node.start_mark)
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key_node.value}” stands here twice", key_node.start_mark
                )
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_folder(folder=CONTENT):
    """All documents of a folder's YAML files, as entries in order. Raises BadContentFile."""
    paths = paths_in(folder)
    if not paths:
        raise BadContentFile(f"There are no content files (*.yaml) in {folder}.")
    return [entry for path in paths for entry in read_file(path)]


def paths_in(folder):
    """The paths of all content files of a folder, in the order in which they are read."""
    return sorted(Path(folder).rglob("*.yaml"))


def read_file(path):
    """The documents of one file: a mapping of kinds to a document or a list of documents."""
    try:
        loader = Loader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        if not isinstance(root, yaml.MappingNode):
            raise BadContentFile(f"{path.name}:1: the file must be a mapping of kinds, such as “term:”.")
        return [entry for name, node in root.value for entry in entries(path, loader, name, node)]
    except OSError as error:
        raise BadContentFile(f"{path.name}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadContentFile(f"{path.name}: not UTF-8 at byte {error.start}.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadContentFile(f"{path.name}:{line}: {error.problem}.") from error
    except yaml.reader.ReaderError as error:
        raise BadContentFile(f"{path.name}: a character at {error.position} cannot stand in YAML.") from error
    except (RecursionError, ValueError) as error:
        raise BadContentFile(f"{path.name}: cannot be read: {error}.") from error


def entries(path, loader, name, node):
    """The entries under one kind of a file."""
    if not isinstance(name, yaml.ScalarNode) or name.value not in kinds():
        line = name.start_mark.line + 1
        raise BadContentFile(f"{path.name}:{line}: there is no kind “{name.value}”; known are {', '.join(kinds())}.")
    for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if not isinstance(item, yaml.MappingNode):
            raise BadContentFile(f"{path.name}:{item.start_mark.line + 1}: a document must be a mapping.")
        yield Entry(path, name.value, loader.construct_document(item), item)
