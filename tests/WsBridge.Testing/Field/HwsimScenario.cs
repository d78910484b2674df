using System.Text.Json;

namespace WsBridge.Testing;

/// <summary>A scenario of hostap's test suite and what its parties logged.</summary>
/// <param name="Capture">Its file.</param>
/// <param name="Keys">Keys of the scenario, and those that the parties logged, as a key file has them.</param>
/// <param name="Connected">When each client was connected, by the clock of the capture in seconds since the Unix epoch, and with which
/// address: a BSSID or, multi-link, an AP MLD.</param>
public sealed record HwsimScenario(string Capture, IReadOnlyList<string> Keys, IReadOnlyList<HwsimConnection> Connected)
{
    private static readonly string Folder = System.IO.Path.Combine(RepositoryPaths.Captures, "hwsim");

    /// <summary>Where it is.</summary>
    public string Path =>
        System.IO.Path.Combine(Folder, "table", Capture) is var path && File.Exists(path) ? path : System.IO.Path.Combine(Folder, Capture);

    /// <summary>All of <c>captures/hwsim/table/truth.ndjson</c>.</summary>
    public static IReadOnlyList<HwsimScenario> All { get; } = [.. File.ReadLines(System.IO.Path.Combine(Folder, "table", "truth.ndjson"))
        .Select(Read)];

    /// <inheritdoc/>
    public override string ToString() => Capture;

    private static HwsimScenario Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new HwsimScenario(
            root.GetProperty("capture").GetString()!,
            [.. root.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)],
            [.. root.GetProperty("connected").EnumerateArray()
            .Select(one => new HwsimConnection(one.GetProperty("time").GetDouble(), one.GetProperty("to").GetString()!))]);
    }
}

/// <summary>A client logged that it is connected.</summary>
/// <param name="Time">Seconds since the Unix epoch.</param>
/// <param name="To">BSSID, or MLD MAC address of the AP.</param>
public sealed record HwsimConnection(double Time, string To);
