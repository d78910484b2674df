using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.FastTransition;

/// <summary>
/// Message 2 with the FTE of other key holders, with a nonce in it, and with none of the subelements; the twin has no association response
/// to compare with.
/// </summary>
internal sealed class FtM2FteMismatchScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);
    private static readonly Typical Again = Ft with { Round = 1 };

    public string Rule => "ft-m2-fte-mismatch";

    public CaptureBuilder Violation()
    {
        var capture = new CaptureBuilder().Add(Ft.Beacon());
        FteOptions sent = new() { R0khId = Typical.R0khId, R1khId = Typical.Ap };
        FteOptions[] changed =
        [
            sent with { R0khId = "ap9\n.example" },
            sent with { R1khId = Typical.OtherAp },
            sent with { SNonce = Typical.SNonce },
            new(),
        ];
        foreach (FteOptions fte in changed)
        {
            capture.AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
                .AddAcked(Ft.M1()).AddAcked(M2(1, fte)).AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 2), 8);
        }

        return capture;
    }

    public CaptureBuilder Conforming() =>
        new CaptureBuilder().Add(Ft.Beacon()).AddAcked(Ft.AuthRequest(), 5).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest())
            .AddAcked(Ft.M1()).AddAcked(M2(1, new FteOptions { R0khId = "ap9.example", R1khId = Typical.Ap })).AddAcked(Ft.M3())
                .AddAcked(Ft.M4())
            .AddAcked(Frame.Deauthentication(Typical.Sta, Typical.Ap, 3, fromAp: false), 2000)
            .AddAcked(Ft.AuthRequest(), 500).AddAcked(Ft.AuthResponse()).AddAcked(Ft.AssocRequest()).AddAcked(Ft.AssocResponse())
            .AddAcked(Again.M1()).AddAcked(Again.M2()).AddAcked(Again.M3()).AddAcked(Again.M4());

    private static byte[] M2(ulong replay, FteOptions fte) =>
        Ft.M2With(replay, Ft.Rsne(Typical.PmkR1Name), MakeElement.Mde(), MakeElement.Fte(fte));
}
