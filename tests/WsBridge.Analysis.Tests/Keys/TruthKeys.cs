using System.Globalization;
using System.Text;
using System.Text.Json;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>The keys that the access points and clients of a recording have logged, and what was logged about MICs and names.</summary>
internal sealed class TruthKeys : IDisposable
{
    private readonly JsonDocument _truth;

    private TruthKeys(JsonDocument truth) => _truth = truth;

    /// <summary>Recordings with a truth file: those of the repository, and those beside it that it does not have.</summary>
    public static IEnumerable<string> Recordings
    {
        get
        {
            IEnumerable<string> files = Directory.EnumerateFiles(RepositoryPaths.Captures, "*.truth.json");
            if (RepositoryPaths.SharedCaptures is { } shared && Directory.Exists(Path.Combine(shared, "lab")))
            {
                files = files.Concat(Directory.EnumerateFiles(Path.Combine(shared, "lab"), "*.truth.json"));
            }

            return files.DistinctBy(Path.GetFileName)
                .Where(HasEpisodes)
                .Select(file => file.Replace(".truth.json", ".pcapng", StringComparison.Ordinal))
                .OrderBy(Path.GetFileName, StringComparer.Ordinal);
        }
    }

    public static TruthKeys Of(string recording) =>
        new(JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(recording, ".truth.json"))));

    private static bool HasEpisodes(string file)
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(file));
        return truth.RootElement.TryGetProperty("episodes", out _);
    }

    private JsonElement Logged => _truth.RootElement.GetProperty("keys");

    /// <summary>What a user would give: the passphrase of the network, what RADIUS delivered, what SAE and OWE made at the AP.</summary>
    public KeyTable Table()
    {
        var keys = new List<KnownKey>();
        byte[] ssid = Encoding.UTF8.GetBytes(_truth.RootElement.GetProperty("ssid").GetString()!);
        if (Passphrase is { } passphrase)
        {
            keys.Add(new KnownKey(KeyKind.Passphrase, Encoding.UTF8.GetBytes(passphrase), "the passphrase",
                new KeyBinding { Ssid = ssid }));
        }

        foreach (JsonElement msk in Logged.GetProperty("msk").EnumerateArray()
            .Where(msk => msk.GetProperty("hex").GetString()!.Length == 128))
        {
            keys.Add(new KnownKey(KeyKind.Msk, Hex(msk), $"MSK {keys.Count}", new KeyBinding { FromMicroseconds = Time(msk) }));
        }

        foreach (JsonElement pmk in Logged.GetProperty("pmk").EnumerateArray()
            .Where(pmk => pmk.GetProperty("label").GetString() is "SAE: PMK" or "OWE: PMK"))
        {
            keys.Add(new KnownKey(KeyKind.Pmk, Hex(pmk), $"PMK {keys.Count}"));
        }

        return new KeyTable(keys);
    }

    /// <summary>
    /// MICs of EAPOL-Key frames: frame number, and whether the key of the table should make it. Message 4 of a rekey that is encrypted but
    /// for it is left out: without nonces nobody can tell.
    /// </summary>
    public IEnumerable<(long Frame, bool IsRight)> Mics =>
        from episode in Episodes
        from kind in (string[])["M2", "M3", "M4"]
        from message in All(episode, kind)
        where message.TryGetProperty("mic_valid_with_kck_of", out _)
        where kind != "M4" || All(episode, "M3")
        .Any(message3 => message3.GetProperty("replay").GetInt64() == message.GetProperty("replay").GetInt64())
        select (message.GetProperty("n").GetInt64(), IsRight(message.GetProperty("mic_valid_with_kck_of")));

    /// <summary>MICs of FTEs: frame number, and whether it is right.</summary>
    public IEnumerable<(long Frame, bool IsRight)> FteMics =>
        from episode in Episodes
        from kind in (string[])["assoc_req", "assoc_resp"]
        from frame in All(episode, kind)
        where frame.TryGetProperty("fte_mic_valid_with", out _)
        select (frame.GetProperty("n").GetInt64(), frame.GetProperty("fte_mic_valid_with").GetArrayLength() > 0);

    /// <summary>Key Data of message 3 in clear: frame number, octets.</summary>
    public IEnumerable<(long Frame, string Plain)> KeyData =>
        from episode in Episodes
        from message in All(episode, "M3")
        where message.TryGetProperty("key_data_plain", out _)
        select (message.GetProperty("n").GetInt64(), message.GetProperty("key_data_plain").GetString()!);

    /// <summary>PMKR0Names that were logged.</summary>
    public HashSet<string> PmkR0Names =>
        [.. Logged.GetProperty("pmk_r0").EnumerateArray().Select(logged => logged.GetProperty("pmkr0name").GetString()!)];

    /// <summary>PMKR1Names that were logged, or that the AP itself put into message 3 or an FT response, with R1KH-ID.</summary>
    public HashSet<(MacAddress R1khId, string Name)> PmkR1Names =>
    [
        .. Logged.GetProperty("pmk_r1").EnumerateArray()
            .Select(logged => (Address(logged.GetProperty("r1kh_id")), logged.GetProperty("pmkr1name").GetString()!)),
        .. from episode in Episodes
           from kind in (string[])["M3", "assoc_resp"]
           from frame in All(episode, kind)
           where frame.TryGetProperty("fte", out _) && frame.TryGetProperty("rsne", out _)
           select (Address(frame.GetProperty("fte").GetProperty("r1kh_id")),
            frame.GetProperty("rsne").GetProperty("pmkids")[0].GetString()!),
    ];

    public void Dispose() => _truth.Dispose();

    private string? Passphrase => _truth.RootElement.GetProperty("passphrase").GetString();

    private IEnumerable<JsonElement> Episodes => _truth.RootElement.GetProperty("episodes").EnumerateArray();

    private static IEnumerable<JsonElement> All(JsonElement episode, string kind) =>
        episode.TryGetProperty(kind, out JsonElement list) ? list.EnumerateArray() : [];

    /// <summary>
    /// Both sides named: right. The STA alone: right too when the AP never derived a PTK, but not when it has another passphrase.
    /// </summary>
    private bool IsRight(JsonElement sides)
    {
        bool differ = Logged.GetProperty("pmk").EnumerateArray()
            .Where(pmk => pmk.GetProperty("label").GetString() == "PSK (from passphrase)").Select(pmk => pmk.GetProperty("hex").GetString())
                .Distinct().Count() > 1;
        return sides.GetArrayLength() switch { 0 => false, 1 => !differ, _ => true };
    }

    private static MacAddress Address(JsonElement text) =>
        MacAddress.Read(Convert.FromHexString(text.GetString()!.Replace(":", "", StringComparison.Ordinal)));

    private static byte[] Hex(JsonElement logged) => Convert.FromHexString(logged.GetProperty("hex").GetString()!);

    private static long Time(JsonElement logged) =>
        (long)(decimal.Parse(logged.GetProperty("t").GetRawText(), CultureInfo.InvariantCulture) * 1_000_000);
}
