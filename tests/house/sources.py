"""What the house tests look at: the files of the product, read once, and walks over their syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*patterns: str) -> list[Path]:
    """Files of the checkout for glob patterns, in a fixed order."""
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})


def python_files() -> list[Path]:
    """The product's own Python."""
    return files("app/**/*.py", "config.py", "wsgi.py")


def all_python_files() -> list[Path]:
    """The product, its scripts and its tests."""
    return [*python_files(), *files("scripts/*.py", "tests/**/*.py")]


def name(path: Path) -> str:
    """The path as a person writes it."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.as_posix()


@cache
def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(read(path), filename=str(path))


def functions(module: ast.Module) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def classes(module: ast.Module) -> Iterator[ast.ClassDef]:
    """Every class."""
    return (node for node in ast.walk(module) if isinstance(node, ast.ClassDef))


def report(findings: list[str], repair: str) -> None:
    """Fail with every finding and the sentence that says how to repair it."""
    assert not findings, "\n".join([f"{len(findings)} found. {repair}", *findings])
