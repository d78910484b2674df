using System.Globalization;
using System.Text.Json;

namespace WsBridge.Testing;

/// <summary>An attempt as the truth file of a recording has it, in the words of the contract.</summary>
/// <param name="Line">Who, where to, type, outcome and key frames.</param>
/// <param name="Outcome">success or failed.</param>
/// <param name="FirstProtectedData">The first encrypted data frame with the target; null when there is none.</param>
/// <param name="BeganAtMs">When the first frame was sent, in milliseconds since the Unix epoch.</param>
/// <param name="ConnectedAtMs">When the AP logged that the STA is connected; null when it did not.</param>
public sealed record RoamTruth(string Line, string Outcome, long? FirstProtectedData, double BeganAtMs, double? ConnectedAtMs)
{
    private static readonly Dictionary<string, (string Type, string Authentication)> Types = new()
    {
        ["FT-over-the-air"] = ("ft-over-the-air", "ft"),
        ["FT-over-DS"] = ("ft-over-the-ds", "ft"),
        ["initial-FT"] = ("ft-initial", "psk"),
        ["initial-FT+full-EAP"] = ("ft-initial", "eap"),
        ["initial-FT+PMKSA-caching"] = ("ft-initial", "pmksa"),
        ["initial-FT+SAE"] = ("ft-initial", "sae"),
        ["PMKSA-caching"] = ("pmksa", "pmksa"),
        ["OKC"] = ("okc", "okc"),
        ["full-EAP"] = ("eap", "eap"),
        ["full-EAP-after-unknown-PMKID-offered"] = ("eap", "eap"),
        ["PSK-4-way"] = ("psk", "psk"),
        ["PSK-SHA256-4-way"] = ("psk", "psk"),
        ["SAE+4-way"] = ("sae", "sae"),
        ["SAE-PMKSA-caching"] = ("sae-pmksa", "pmksa"),
        ["OWE"] = ("owe", "owe"),
    };

    /// <summary>Recordings that have a truth file.</summary>
    public static IReadOnlyList<string> Recordings { get; } =
        [.. Directory.EnumerateFiles(RepositoryPaths.Captures, "*.truth.json")
            .Select(file => Path.GetFileName(file)!.Replace(".truth.json", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The attempts of a recording, in the order in which they begin.</summary>
    public static IReadOnlyList<RoamTruth> Of(string recording)
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Captures, recording + ".truth.json")));
        return [.. truth.RootElement.GetProperty("episodes").EnumerateArray().Select(Read)];
    }

    private static RoamTruth Read(JsonElement episode)
    {
        (string type, string authentication) = Types[episode.GetProperty("type").GetString()!];

        // "partial": the STA believes it is connected and the AP ends it (or waits in vain): that is a failure.
        string outcome = episode.GetProperty("outcome").GetString() == "success" ? "success" : "failed";
        IEnumerable<JsonElement> authentications = List(episode, "auth");
        JsonElement? request = authentications.Concat(List(episode, "ft_action")).Cast<JsonElement?>().FirstOrDefault();
        List<JsonElement> responses = [.. List(episode, "assoc_resp")];
        JsonElement? response = responses.Cast<JsonElement?>().FirstOrDefault(one => one!.Value.GetProperty("status").GetInt32() == 0)
            ?? responses.Cast<JsonElement?>().LastOrDefault();
        string messages =
            string.Concat(Enumerable.Range(1, 4)
                .Select(number => $" m{number} {string.Join('+', List(episode, $"M{number}").Select(Number))}"));
        return new RoamTruth(
            $"{episode.GetProperty("sta").GetString()} -> {episode.GetProperty("ap").GetString()} {type}/{authentication} {outcome} auth "
            + $"{Number(request)} assoc {Number(List(episode, "assoc_req").Cast<JsonElement?>().FirstOrDefault())} "
            + $"{Number(response)}{messages}",
            outcome,
            episode.TryGetProperty("first_protected_data", out JsonElement first) && first.ValueKind == JsonValueKind.Number
                ? first.GetInt64()
                : null,
            TimeOf(request) * 1000,
            outcome == "success" ? ConnectedAt(episode, TimeOf(request)) : null);
    }

    /// <summary>
    /// A line of the log reads <c>1795370834.866349 wlan0: AP-STA-CONNECTED 02:00:00:00:02:00</c>; those of the attempt before may be there
    /// too.
    /// </summary>
    private static double? ConnectedAt(JsonElement episode, double began)
    {
        string text = $"AP-STA-CONNECTED {episode.GetProperty("sta").GetString()}";
        return (episode.TryGetProperty("evidence", out JsonElement evidence) ? List(evidence, "ap_log") : [])
            .Select(line => line.GetString()!)
            .Where(line => line.Contains(text, StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))
            .Where(time => time > began)
            .Select(time => (double?)time * 1000)
            .FirstOrDefault();
    }

    private static IEnumerable<JsonElement> List(JsonElement episode, string name) =>
        episode.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : [];

    /// <summary>FT action frames have none there.</summary>
    private static double TimeOf(JsonElement? frame) =>
        frame is { } element && element.TryGetProperty("t", out JsonElement time) ? time.GetDouble() : 0;

    private static string Number(JsonElement? frame) => frame is { } element ? Number(element) : "-";

    private static string Number(JsonElement frame) => frame.GetProperty("n").GetRawText();
}
