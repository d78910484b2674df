using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Batch;

/// <summary>A finding or an attempt: a report has both.</summary>
internal readonly record struct ReportRow(FindingRow? Finding, RoamRow? Roam);
