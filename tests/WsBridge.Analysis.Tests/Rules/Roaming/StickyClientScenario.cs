using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Rules.Roaming;

/// <summary>
/// Twelve seconds with an AP at -82 dBm beside one at -60 dBm, heard close by the client; in the twin the client is far from the monitor.
/// </summary>
internal sealed class StickyClientScenario : IRuleScenario
{
    private static readonly Typical Ft = new(4);

    public string Rule => "sticky-client";

    public CaptureBuilder Violation() => Stay(staDbm: -45);

    public CaptureBuilder Conforming() => Stay(staDbm: -70);

    private static CaptureBuilder Stay(int staDbm)
    {
        CaptureBuilder capture = Ft.BeforeRoam();
        for (int i = 0; i < 24; i++)
        {
            capture.Add(Ft.Beacon(), 250, new RadiotapOptions { SignalDbm = -82 }).Add(Ft.Beacon(Typical.OtherAp), 250,
                new RadiotapOptions { SignalDbm = -60 });
        }

        var sta = new RadiotapOptions { SignalDbm = staDbm };
        var ap = new RadiotapOptions { SignalDbm = -60 };
        return capture.AddAcked(Ft.FtRequest(), 50, sta).AddAcked(Ft.FtResponse(), 1, ap).AddAcked(Ft.ReassocRequest(), 1, sta)
            .AddAcked(Ft.ReassocResponse(), 1, ap);
    }
}
