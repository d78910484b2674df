using System.Text.Json.Serialization;

namespace WsBridge.Cli.Installing;

/// <summary>What <c>install --json</c> and <c>uninstall --json</c> write.</summary>
/// <param name="Version">The version of this program.</param>
/// <param name="Done">What was put there or removed, a sentence each.</param>
/// <param name="Kept">What was left or set aside, a sentence each.</param>
internal sealed record InstallReport(string Version, IReadOnlyList<string> Done, IReadOnlyList<string> Kept);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(InstallReport))]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class InstallReportContext : JsonSerializerContext;
