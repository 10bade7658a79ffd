"""YAML text as the user typed it: nodes with positions, duplicates and limits; nothing guessed."""

from jobnet.yamltext.nodes import Mapping, Node, Scalar, Sequence, YamlText
from jobnet.yamltext.parsing import parse

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "YamlText", "parse"]
