namespace WsBridge.Benchmarks.Captures;

/// <summary>
/// What a capture holds: beacons every 102.4 ms from each of four BSSs, exchanges spread evenly, data frames for the rest.
/// </summary>
/// <param name="Name">Name of the file, without its ending.</param>
/// <param name="Frames">Frames in all.</param>
/// <param name="Clients">STAs, spread over the BSSs.</param>
/// <param name="Beacons">Beacons in all; they decide how long the capture takes.</param>
/// <param name="Handshakes">Associations with a 4-way handshake; there are as many FT roams.</param>
internal sealed record CapturePlan(string Name, int Frames, int Clients, int Beacons, int Handshakes)
{
    /// <summary>A busy network at work: one frame in a hundred is management or EAPOL. About 300 MB.</summary>
    public static CapturePlan DataHeavy { get; } = new("data-heavy", 500_000, 64, 4_000, 83);

    /// <summary>A hall in which everybody arrives and walks about. About 48 MB.</summary>
    public static CapturePlan HandshakeHeavy { get; } = new("handshake-heavy", 200_000, 1_000, 12_000, 6_000);

    /// <summary>The same, small enough to be analysed many times from memory.</summary>
    public static CapturePlan HandshakeSample { get; } = new("handshake-sample", 20_000, 1_000, 1_200, 600);
}
