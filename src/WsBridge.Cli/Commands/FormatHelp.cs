namespace WsBridge.Cli.Commands;

/// <summary>What <c>wsbridge help formats</c> prints.</summary>
internal static class FormatHelp
{
    public const string Text = """
        --format of analyze, roams and, without html, collect:
          text      for people
          ndjson    one JSON object a line; docs/schemas has a JSON Schema of it
          json      the same objects in one array
          csv       the same columns, with a header; lists are separated by spaces
          parquet   for DuckDB, Spark, ClickHouse, Arrow; with --partition-by '{site}/{day}/*' a folder of partitions
          sarif     findings as SARIF 2.1.0
          html      one file to mail, with findings and attempts: verdict, table, a ladder for each attempt, a timeline for each
                    client; it works offline

        --sort worst writes failed attempts with the longest outages, or the most severe findings, first.

        Many captures:
          --recursive      follows links to folders and enters each folder once; what --resume and --shard keep is passed over
          --jobs N         so many at a time; the output is the same however many
          --progress       says on standard error how far it is: auto (on a terminal, where results go elsewhere), on, off
          --resume         keeps what is done in FILE.resume; the same command goes on from there, whatever ended it. Captures
                           that changed are read anew, all of them where options or keys change the rows. Delete the folder
                           when it is of no more use.
          --shard K/N      the Kth of N shares, of about the same size, as a part in the folder that --output names; auto is the
                           task of a Slurm array, auto/N that of a Kubernetes Indexed Job. `wsbridge collect` merges the parts,
                           and takes --format and --partition-by; `wsbridge batch --slurm` does all of it.
        """;
}
