using WsBridge.Analysis.Exchanges;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>How the attempts between clients and APs of the same makes have ended; as many pairs as a bounded table holds.</summary>
internal sealed class FailureHistory
{
    private readonly RecentTable<(ulong Sta, int Ap), PairFailures> _pairs = new(2048);

    /// <summary>What is known of the pair that an attempt belongs to.</summary>
    public PairFailures Of(Roam roam) => _pairs.GetOrAdd((StaKey(roam.Sta), ApKey(roam.To)), static _ => new PairFailures());

    /// <summary>The client's OUI, and its whole address where that is a random one.</summary>
    public static string StaText(MacAddress sta) => sta.IsLocallyAdministered ? $"client {sta}" : $"clients {sta.ToString()[..8]}";

    /// <summary>The AP's OUI as its BSSID has it.</summary>
    public static string ApText(MacAddress ap) => $"APs {ap.ToString()[..8]}";

    private static ulong StaKey(MacAddress sta) => sta.IsLocallyAdministered ? sta.Value : (ulong)sta.Oui;

    /// <summary>APs make the BSSIDs of further networks by setting the Universal/Local bit.</summary>
    private static int ApKey(MacAddress ap) => ap.Oui & ~0x02_0000;
}

/// <summary>The attempts of one pair: how many, and how many failed for each cause.</summary>
internal sealed class PairFailures
{
    /// <summary>More causes than this are no pattern.</summary>
    private const int MostCauses = 16;

    private readonly Dictionary<RuleInfo, (int Times, FrameRef First)> _causes = [];

    /// <summary>Attempts that have ended.</summary>
    public int Attempts { get; private set; }

    /// <summary>Which causes have been said to be systematic.</summary>
    public Said Said { get; } = new();

    /// <summary>An attempt has ended well.</summary>
    public void Succeeded() => Attempts++;

    /// <summary>An attempt has failed.</summary>
    public void Failed(Roam roam)
    {
        Attempts++;
        if (roam.CauseRule is { } cause && (_causes.Count < MostCauses || _causes.ContainsKey(cause)))
        {
            (int times, FrameRef first) = _causes.GetValueOrDefault(cause, (0, roam.Start));
            _causes[cause] = (times + 1, first);
        }
    }

    /// <summary>How often the attempts failed for this cause, and the first frame of the first of them.</summary>
    public (int Times, FrameRef First) Of(RuleInfo cause) => _causes.GetValueOrDefault(cause);
}
