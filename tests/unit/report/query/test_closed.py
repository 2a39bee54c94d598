"""The closed database: it answers what its tables can, and nothing that anybody types reaches anything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.errors import UsageError
from pipeline.report.query.closed import Closed, closed

SECRET = "a record that nobody may see"


@pytest.fixture
def database() -> Iterator[Closed]:
    table = pa.table({"audit": ["NEG", "WNB", "WNB"], "met": pa.array([3, None, 5], pa.int64())})
    with closed({"figures": table}) as opened:
        yield opened


def refused(database: Closed, sql: str) -> str:
    with pytest.raises(UsageError) as told:
        database.answered(sql, 10)
    message = str(told.value)
    assert "\n" not in message
    return message


def test_what_its_table_holds_can_be_asked(database: Closed) -> None:
    answer = database.answered("SELECT audit, sum(met) AS met FROM figures GROUP BY audit ORDER BY audit", 10)

    assert answer.rows.to_numpy().tolist() == [["NEG", 3], ["WNB", 5]]
    assert answer.kinds == {"audit": "string", "met": "Int64"}
    assert not answer.more


@pytest.mark.parametrize(
    "sql",
    [
        "FROM figures",
        "WITH few AS (SELECT * FROM figures) FROM few",
        "SUMMARIZE figures",
        "DESCRIBE figures",
        "PIVOT figures ON audit USING count(*)",
        "SELECT count(*) FROM figures;",
        "-- how many?\nSELECT count(*) FROM figures",
    ],
)
def test_whatever_reads_may_be_typed(database: Closed, sql: str) -> None:
    assert len(database.answered(sql, 10).rows) > 0


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE figures",
        "DROP TABLE figures",
        "DELETE FROM figures",
        "UPDATE figures SET met = 0",
        "CREATE TABLE mine AS FROM figures",
        "COPY figures TO 'stolen.csv'",
        "COPY (SELECT 1) TO 'stolen.parquet' (FORMAT parquet)",
        "EXPORT DATABASE 'stolen'",
        "ATTACH 'stolen.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_list",
        "PRAGMA enable_profiling",
        "CALL enable_logging(storage := 'file', storage_config := {'path': 'stolen'})",
        "SET enable_external_access = true",
        "RESET lock_configuration",
        "CREATE SECRET (TYPE s3)",
        "EXPLAIN SELECT 1",
    ],
)
def test_nothing_but_one_statement_that_reads_is_done(
    database: Closed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    monkeypatch.chdir(tmp_path)

    message = refused(database, sql)

    assert message.startswith(("A query is one statement that reads", "DuckDB cannot answer that: "))
    assert list(tmp_path.iterdir()) == []
    assert len(database.answered("FROM figures", 10).rows) == 3


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}', header = false)",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_blob('{file}')",
        "SELECT * FROM read_json('{file}')",
        "SELECT * FROM read_parquet('{file}')",
        "SELECT * FROM parquet_metadata('{file}')",
        "SELECT * FROM sniff_csv('{file}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM read_text(''{file}'')'))",
        "SELECT * FROM read_text('http://127.0.0.1:1/{file}')",
        "SELECT getenv('HOME')",
        "SELECT * FROM secret",
        "SELECT * FROM enable_logging(storage := 'file', storage_config := {{'path': '{folder}/stolen'}})",
        "SELECT * FROM enable_profiling(save_location := '{folder}/stolen')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM arrow_scan(1, 2, 3)",
    ],
)
def test_no_query_reaches_a_file_the_network_the_environment_or_this_process(
    database: Closed, tmp_path: Path, sql: str
) -> None:
    lying = tmp_path / "record.csv"
    lying.write_text(SECRET, encoding="utf-8")
    secret = pa.table({"secret": [SECRET]})

    message = refused(database, sql.format(file=lying.as_posix(), folder=tmp_path.as_posix()))

    assert secret.num_rows == 1
    assert message.startswith("DuckDB cannot answer that: ")
    assert SECRET not in message
    assert list(tmp_path.iterdir()) == [lying]


def test_a_slip_is_told_in_one_line_with_what_may_have_been_meant(database: Closed) -> None:
    message = refused(database, "SELECT audits FROM figures")

    assert message.startswith("DuckDB cannot answer that: Binder Error: ")
    assert '"audit"' in message
    assert "syntax error" in refused(database, "SELEC 1")


def test_what_needs_more_memory_than_it_has_is_refused_and_nothing_is_written(
    database: Closed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert "memory" in refused(database, "SELECT list(range) FROM range(400_000_000)").casefold()
    assert list(tmp_path.iterdir()) == []


def test_every_way_out_is_barred_by_itself_and_its_memory_has_an_end(database: Closed) -> None:
    settings = database.answered("SELECT name, value FROM duckdb_settings()", 10_000).rows
    known = dict(settings.itertuples(index=False, name=None))

    assert known["enable_external_access"] == known["python_enable_replacements"] == "false"
    assert known["lock_configuration"] == "true"
    assert known["temp_directory"] == ""
    assert known["memory_limit"] == "953.6 MiB"  # which is 1 GB


def test_no_more_rows_are_given_than_were_asked_for(database: Closed) -> None:
    some, all_ = (database.answered("SELECT range FROM range(25_000)", most) for most in (10_500, 25_000))

    assert (len(some.rows), some.more) == (10_500, True)
    assert (len(all_.rows), all_.more) == (25_000, False)


def test_every_kind_of_value_is_a_number_a_yes_or_no_or_a_text(database: Closed) -> None:
    answer = database.answered(
        "SELECT 1 AS a, 0.5 AS b, true AS c, [1, 2] AS d, DATE '2019-09-30' AS e, 2::HUGEINT ** 3 AS f, NULL AS g, "
        "'inf'::DOUBLE AS h, 170141183460469231731687303715884105727::HUGEINT AS i, 7::HUGEINT AS j",
        10,
    )
    (row,) = answer.rows.astype(object).where(answer.rows.notna(), None).to_numpy().tolist()

    assert row == [1, 0.5, True, "[1, 2]", "2019-09-30", 8, None, None, pytest.approx(1.7e38, rel=0.01), 7]
    assert answer.kinds["j"] == "Int64"


def test_two_columns_of_one_name_are_told_apart(database: Closed) -> None:
    assert list(database.answered("SELECT 1 AS n, 2 AS n, 3 AS n_2", 1).kinds) == ["n", "n_2", "n_2_2"]


def test_an_answer_without_rows_has_its_columns(database: Closed) -> None:
    answer = database.answered("SELECT audit, met FROM figures WHERE met > 99", 10)

    assert len(answer.rows) == 0
    assert answer.kinds == {"audit": "string", "met": "Int64"}
