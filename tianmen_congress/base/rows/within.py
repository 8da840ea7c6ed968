"""Rows beneath another carry its township and group: the database itself sees to it.

Whatever asks by township or group finds them on the row, without a join: lists, and
one day the row-level security of the database.
"""

import pgtrigger
from django.db import models
from django.db.models import BaseConstraint, Model

FILL = """
    SELECT {read} INTO told FROM {parent} WHERE id = NEW.{link};
    IF FOUND THEN
        {write}
    END IF;
    RETURN NEW;
"""
# The row above may come after: a copy of the database is put back table by table.
FOLLOW = """ALTER TABLE {table} ADD CONSTRAINT {name}
FOREIGN KEY ({link}, {column}) REFERENCES {parent} (id, {column})
ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"""


class FollowsParent(BaseConstraint):
    """A foreign key of two columns: the row above, and what it shares with it."""

    def __init__(self, *, link: str, column: str, name: str):
        super().__init__(name=name)
        self.link, self.column = link, column

    def create_sql(self, model: type[Model], schema_editor) -> None:
        """At the end of the migration, when the table above has what is followed."""
        fields, quote = model._meta.get_field, schema_editor.quote_name
        link = fields(self.link)
        schema_editor.deferred_sql.append(
            FOLLOW.format(
                table=quote(model._meta.db_table),
                name=quote(self.name),
                link=quote(link.column),
                column=quote(fields(self.column).column),
                parent=quote(link.remote_field.model._meta.db_table),
            )
        )

    constraint_sql = create_sql

    def remove_sql(self, model: type[Model], schema_editor) -> str:
        table, name = map(schema_editor.quote_name, (model._meta.db_table, self.name))
        return f"ALTER TABLE {table} DROP CONSTRAINT {name}"

    def validate(self, model, instance, exclude=None, using=None) -> None:
        """Nobody types these columns."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FollowsParent):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"link": self.link, "column": self.column}


def followed(column: str, *, name: str) -> models.UniqueConstraint:
    """A constraint of the row above: those beneath may follow it in `column`."""
    return models.UniqueConstraint(fields=["id", column], name=name)


def within(link: str, *columns: str):
    """Class decorator: the row has `columns` of the row that `link` points to.

    Stands beneath `pghistory.track`, so that the events have them too. Whoever writes a
    row need not give them; what he gives otherwise is put right.
    """

    def carry(model: type[Model]) -> type[Model]:
        parent = model._meta.get_field(link).remote_field.model
        there = {field.name for field in model._meta.local_fields}
        for column in columns:
            above = parent._meta.get_field(column)
            if column not in there:
                model.add_to_class(column, _same(above))
            _constrain(model, link, column)
        return pgtrigger.register(_filler(model, link, columns))(model)

    return carry


def _same(above: models.ForeignKey) -> models.ForeignKey:
    return models.ForeignKey(
        above.remote_field.model,
        models.PROTECT,
        related_name="+",
        verbose_name=above.verbose_name,
        null=above.null,
        blank=True,
        editable=False,
    )


def _constrain(model: type[Model], link: str, column: str) -> None:
    meta = model._meta
    name = f"{meta.app_label}_{meta.model_name}_{column}_of_{link}"
    meta.constraints = [
        *meta.constraints,
        FollowsParent(link=link, column=column, name=name),
    ]
    # Where migrations look for what a model was declared with.
    meta.original_attrs["constraints"] = meta.constraints


def _filler(
    model: type[Model], link: str, columns: tuple[str, ...]
) -> pgtrigger.Trigger:
    meta = model._meta
    own = [meta.get_field(name).column for name in columns]
    body = FILL.format(
        read=", ".join(own),
        parent=meta.get_field(link).remote_field.model._meta.db_table,
        link=meta.get_field(link).column,
        write=" ".join(f"NEW.{name} := told.{name};" for name in own),
    )
    return pgtrigger.Trigger(
        name=f"within_{link}",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("told", "record")],
        func=body,
    )
