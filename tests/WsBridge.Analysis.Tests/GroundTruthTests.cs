using System.Globalization;
using System.Text.Json;
using WsBridge.Analysis.Findings;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests;

/// <summary>
/// The recordings of the lab, of which access point and client have said themselves what happened: no warning or error where an attempt
/// succeeded, at least one of them where one failed.
/// </summary>
[TestFixture]
internal sealed class GroundTruthTests
{
    /// <summary>They stand on a frame of a later attempt and speak of one that failed.</summary>
    private static readonly string[] SpeakOfFailures = ["roam-failed", "ft-fallback", "repeat-failure-pattern"];

    /// <summary>
    /// The soak has what these warn of: a bad MIC and an unprocessed message 3, both by a switch, and a script that commands each roam.
    /// </summary>
    private static readonly (string Recording, string Rule)[] Provoked =
    [
        ("17_soak_2sta_ft.pcapng", "roam-slow"),
        ("17_soak_2sta_ft.pcapng", "ping-pong"),
    ];

    /// <summary>Attempts that ended without a frame that says so: no keyless rule speaks for them. By recording and first frame.</summary>
    private static readonly (string Recording, long Frame)[] EndedWithoutAWord =
    [
        ("15b_owe.pcapng", 15), // three responses of status 0, none of which the STA took
        ("17_soak_2sta_ft.pcapng", 125), // the FT response came when the STA had given up
    ];

    private static IEnumerable<string> Recordings => Directory.EnumerateFiles(RepositoryPaths.Captures, "*.truth.json")
        .Select(file => Path.GetFileName(file).Replace(".truth.json", ".pcapng", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Recordings))]
    public void Nothing_is_wrong_where_the_parties_say_it_went_well(string recording)
    {
        List<Attempt> attempts = Attempts(recording);

        IEnumerable<string> alarms = Analyzed.File(Path.Combine(RepositoryPaths.Captures, recording)).Findings
            .Where(finding => finding.Severity >= Severity.Warn && !Provoked.Contains((recording, finding.Rule.Name)))
            .Where(finding => attempts.LastOrDefault(attempt => attempt.Sta == finding.Sta?.ToString()
            && attempt.Frames.Contains(Analyzed.FrameOf(finding))) is { Succeeded: true })
            .Where(finding => !(SpeakOfFailures.Contains(finding.Rule.Name)
            && finding.Related.Any(related => attempts.Any(attempt => !attempt.Succeeded && attempt.Frames.Contains(related.Frame.Id)))))
            .Select(Line);
        Assert.That(alarms, Is.Empty);
    }

    [TestCaseSource(nameof(Recordings))]
    public void A_warning_or_error_stands_where_the_parties_say_it_failed(string recording)
    {
        IReadOnlyList<Finding> findings = Analyzed.File(Path.Combine(RepositoryPaths.Captures, recording)).Findings;

        IEnumerable<string> silent = Attempts(recording)
            .Where(attempt => !attempt.Succeeded
            && !findings.Any(finding => finding.Severity >= Severity.Warn && attempt.Frames.Contains(Analyzed.FrameOf(finding))))
            .Where(attempt => !EndedWithoutAWord.Contains((recording, attempt.Frames.Min())))
            .Select(attempt => $"{attempt.Type} of {attempt.Sta}, frames {string.Join(' ', attempt.Frames)}");
        Assert.That(silent, Is.Empty);
    }

    private static List<Attempt> Attempts(string recording)
    {
        using JsonDocument truth =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Captures, Path.ChangeExtension(recording, ".truth.json"))));
        return truth.RootElement.TryGetProperty("episodes", out JsonElement episodes)
            ? [.. episodes.EnumerateArray().Select(Attempt.Read)]
            : [];
    }

    private static string Line(Finding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Frame.Ref.Id} {finding.Rule.Id} {finding.Rule.Name}: {finding.Message}");

    private sealed record Attempt(string Type, string Sta, bool Succeeded, HashSet<long> Frames)
    {
        public static Attempt Read(JsonElement episode)
        {
            var frames = new HashSet<long>();
            foreach (JsonProperty kind in episode.GetProperty("frame_summary").EnumerateObject()
                .Where(kind => kind.Name is not ("status" or "deauth_reason" or "encrypted_eapol")))
            {
                frames.UnionWith(kind.Value.EnumerateArray().Select(number => number.GetInt64()));
            }

            return new Attempt(
                episode.GetProperty("type").GetString()!,
                episode.GetProperty("sta").GetString()!,
                episode.GetProperty("outcome").GetString() == "success",
                frames);
        }
    }
}
