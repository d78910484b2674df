using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>FT message 3 carries RSN Capabilities that the Beacon does not.</summary>
internal sealed class FtM3RsneVsBeaconScenario : IRuleScenario
{
    private static readonly KeyedTypical Ft = new(4);

    public string Rule => "ft-m3-rsne-vs-beacon";

    public IReadOnlyList<KnownKey> Keys => [KeyedTypical.GivenPassphrase];

    public CaptureBuilder Violation() => Ft.RefusedM3([MakeElement.Rsne(4, 0x000C, Ft.PmkR1Name()), .. Ft.MdeAndFte], 17);

    public CaptureBuilder Conforming() => Ft.Handshake();
}
