"""Other legal spellings of a workbook: what a person sees in Excel stays, the bytes are unlike xlsxwriter's.

``mutate(data, rng)`` applies some of the named mutations of :data:`MUTATIONS`, ``apply(data, names, rng)``
those asked for. They are applied in the order of the table: first those that need to know where cells are,
then spelling. What :data:`CHANGES_MEANING` names changes values on purpose (the day that a number means).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from tests.support.quirks import cells, parts, spelling
from tests.support.quirks.package import Book
from tests.support.quirks.tidy import tidy_workbook

Mutation = Callable[[Book, Random], None]

_ORDER: tuple[Mutation, ...] = (
    parts.calculation_chain,
    cells.blank_cells,
    cells.empty_rows,
    cells.shared_formulas,
    cells.array_formulas,
    cells.spans,
    cells.row_styles,
    cells.metadata,
    cells.number_spelling,
    cells.explicit_types,
    cells.inline_strings,
    cells.string_cells,
    cells.empty_values,
    cells.drop_r,
    cells.attribute_order,
    parts.no_dimension,
    parts.wrong_dimension,
    parts.strict,
    parts.epoch_1904,
    parts.absolute_targets,
    parts.other_part_names,
    parts.phonetics,
    parts.count_missing,
    parts.unknown_part,
    parts.stored,
    parts.descriptors,
    parts.extra_fields,
    parts.shuffled_members,
    parts.directory_members,
    parts.zip_comments,
    spelling.foreign_attributes,
    spelling.greater_in_attributes,
    spelling.redeclared_namespace,
    spelling.extension_lists,
    spelling.lookalikes,
    spelling.lookalikes_in_cells,
    spelling.both_tags,
    spelling.whitespace_between,
    spelling.entities,
    spelling.comments_in_text,
    spelling.cdata,
    spelling.comments_between,
    spelling.comments_in_cells,
    spelling.second_prefix,
    spelling.prefix_sheet,
    spelling.prefix_all,
    spelling.byte_order_mark,
    spelling.single_quotes,
    spelling.no_declaration,
    spelling.attribute_spacing,
)
MUTATIONS: dict[str, Mutation] = {mutation.__name__: mutation for mutation in _ORDER}
CHANGES_MEANING = frozenset({"epoch_1904"})


def apply(data: bytes, names: Iterable[str], rng: Random) -> bytes:
    """The workbook with the named mutations, in the table's order."""
    wanted = set(names)
    unknown = wanted - MUTATIONS.keys()
    if unknown:
        raise KeyError(f"no such mutation: {sorted(unknown)}")
    book = Book.read(data)
    for name, mutation in MUTATIONS.items():
        if name in wanted:
            mutation(book, rng)
    return book.to_bytes()


def mutate(data: bytes, rng: Random) -> bytes:
    """The workbook with up to six mutations of the generator's choice."""
    return apply(data, rng.sample(list(MUTATIONS), rng.randint(0, 6)), rng)


__all__ = ["CHANGES_MEANING", "MUTATIONS", "Mutation", "apply", "mutate", "tidy_workbook"]
