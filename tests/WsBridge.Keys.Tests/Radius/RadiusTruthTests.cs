using System.Text.Json;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Keys.Tests.Radius;

/// <summary>The MSKs of the recordings are those that AP, client and server logged.</summary>
internal sealed class RadiusTruthTests
{
    private const string Secret = "lab-radius-secret";

    private static readonly string Folder = Path.Combine(RepositoryPaths.Captures, "radius");

    private static IEnumerable<string> Recordings =>
        Directory.EnumerateFiles(Folder, "*.pcapng").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Recordings))]
    public void Every_key_is_the_one_that_was_logged(string recording)
    {
        using JsonDocument truth =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, Path.ChangeExtension(recording, ".truth.json"))));
        JsonElement[] results = [.. truth.RootElement.GetProperty("results").EnumerateArray()];
        Assert.That(results, Is.Not.Empty);

        using LoadedKeys loaded = Load(recording, Secret + "\n");

        Assert.That(loaded.Problems.Concat(loaded.Notes), Is.Empty);
        Assert.That(loaded.Table.Keys.Select(key => Convert.ToHexStringLower(key.Material)),
            Is.EqualTo(results.Select(result => result.GetProperty("msk").GetString())));
        Assert.That(loaded.Table.Keys.Select(key => key.Kind), Is.Not.Empty.And.All.EqualTo(KeyKind.Msk));
        foreach ((KnownKey key, JsonElement result) in loaded.Table.Keys.Zip(results))
        {
            string[] called = result.GetProperty("called_station").GetString()!.Split(':');
            Assert.That(key.Source, Does.EndWith($", frame {result.GetProperty("frame").GetInt32()} of {recording}"));
            Assert.That(key.Binding.Sta, Is.EqualTo(Address(result.GetProperty("calling_station").GetString()!)));
            Assert.That(key.Binding.Bssid, Is.EqualTo(Address(called[0])));
            Assert.That(Ssid.ToText(key.Binding.Ssid!.Value.Span), Is.EqualTo(called[1]));
        }
    }

    [TestCaseSource(nameof(Recordings))]
    public void With_another_secret_no_key_is_taken_and_the_secret_is_said_to_be_wrong(string recording)
    {
        using LoadedKeys loaded = Load(recording, "another");

        Assert.That(loaded.Table.Keys, Is.Empty);
        Assert.That(loaded.Problems.Single(),
            Does.StartWith("the shared secret does not match these packets: none of the ").And.EndsWith(
            $"{recording} verifies, and no key is taken from it."));
    }

    [Test]
    public void A_capture_that_is_cut_off_anywhere_gives_what_was_read()
    {
        string recording = Recordings.First();
        byte[] whole = File.ReadAllBytes(Path.Combine(Folder, recording));
        using var folder = new TemporaryFolder();
        string secret = folder.Write("secret", Secret);
        for (int length = 0; length < whole.Length; length += 61)
        {
            File.WriteAllBytes(folder.Path("cut.pcapng"), whole[..length]);

            using var loaded = LoadedKeys.From(new KeySources { RadiusCaptures = [folder.Path("cut.pcapng")], RadiusSecretFile = secret });

            string[] said = [.. loaded.Problems, .. loaded.Notes];
            Assert.That(said, Is.Not.Empty.And.None.Contains("secret"), $"{length} octets");
            // the Access-Accept is the last packet
            Assert.That(loaded.Table.Keys.Count, Is.LessThanOrEqualTo(length < whole.Length - 1000 ? 0 : 1));
        }
    }

    private static MacAddress Address(string text) =>
        MacAddress.TryParse(text, out MacAddress address) ? address : throw new FormatException(text);

    private static LoadedKeys Load(string recording, string secret)
    {
        using var folder = new TemporaryFolder();
        return LoadedKeys.From(
            new KeySources { RadiusCaptures = [Path.Combine(Folder, recording)], RadiusSecretFile = folder.Write("secret", secret) });
    }
}
