using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FourWayHandshake;

/// <summary>FT-PSK with version 2 in every message; the twin has version 3.</summary>
internal sealed class KeyDescriptorVersionScenario : IRuleScenario
{
    public string Rule => "key-descriptor-version";

    public CaptureBuilder Violation() => Handshake(2);

    public CaptureBuilder Conforming() => Handshake(3);

    private static CaptureBuilder Handshake(int version)
    {
        var ft = new Typical(4);
        return ft.Association()
            .AddAcked(Key(MakeEapol.M1(Typical.ANonce, version: version)))
            .AddAcked(Key(MakeEapol.M2(Typical.SNonce, Octets.Join([ft.Rsne(Typical.PmkR1Name), MakeElement.Mde(), Typical.InitialFte]),
                version: version)))
            .AddAcked(Key(MakeEapol.M3(Typical.ANonce, Octets.Repeat(0xEE, 56), version: version)))
            .AddAcked(Key(MakeEapol.M4(version: version)));
    }

    private static byte[] Key(EapolKeyOptions options) => Frame.EapolKey(Typical.Sta, Typical.Ap, options);
}
