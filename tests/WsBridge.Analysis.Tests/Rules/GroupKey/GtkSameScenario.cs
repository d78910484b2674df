using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.GroupKey;

/// <summary>
/// A group key handshake in the clear brings the GTK of message 3 again; the twin brings another one, twice because the first was not
/// answered.
/// </summary>
internal sealed class GtkSameScenario : IRuleScenario
{
    private static readonly KeyedTypical Network = new(2);
    private static readonly byte[] NewGtk = Octets.Repeat(0x6C, 16);

    public string Rule => "gtk-same";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Network.Handshake().AddAcked(Network.Group1(KeyedTypical.Gtk), 3000).AddAcked(Network.Group2());

    public CaptureBuilder Conforming() =>
        Network.Handshake().AddAcked(Network.Group1(NewGtk), 3000).AddAcked(Network.Group1(NewGtk, 4), 1000).AddAcked(Network.Group2(4));
}
