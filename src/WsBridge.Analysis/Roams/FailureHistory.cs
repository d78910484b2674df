using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>How the attempts between clients and APs of the same vendors have ended; as many pairs as a bounded table holds.</summary>
internal sealed class FailureHistory
{
    private readonly RecentTable<(ulong Sta, int Ap), PairFailures> _pairs = new(2048);

    /// <summary>What is known of the pair that an attempt belongs to.</summary>
    public PairFailures Of(Roam roam) => _pairs.GetOrAdd((StaKey(roam.Sta), ApKey(roam.To)), static _ => new PairFailures());

    /// <summary>All pairs.</summary>
    public IEnumerable<PairFailures> Pairs => _pairs.Values;

    /// <summary>The client's OUI, and its whole address where that is a random one.</summary>
    public static string StaText(MacAddress sta) => sta.IsLocallyAdministered ? $"client {sta}" : $"clients of OUI {sta.ToString()[..8]}";

    /// <summary>The AP's OUI as its BSSID has it.</summary>
    public static string ApText(MacAddress ap) => $"APs of OUI {ap.ToString()[..8]}";

    private static ulong StaKey(MacAddress sta) => sta.IsLocallyAdministered ? sta.Value : (ulong)sta.Oui;

    /// <summary>APs make the BSSIDs of further networks by setting the Universal/Local bit.</summary>
    private static int ApKey(MacAddress ap) => ap.Oui & ~0x02_0000;
}

/// <summary>The attempts of one pair: how many, and how many failed for each cause.</summary>
internal sealed class PairFailures
{
    /// <summary>More causes than this are no pattern.</summary>
    private const int MaxCauses = 16;

    private Dictionary<RuleInfo, CauseCount>? _causes;

    /// <summary>Attempts that have ended.</summary>
    public int Attempts { get; private set; }

    /// <summary>What they failed for.</summary>
    public IEnumerable<CauseCount> Causes => _causes?.Values ?? Enumerable.Empty<CauseCount>();

    /// <summary>An attempt has ended well.</summary>
    public void Succeeded() => Attempts++;

    /// <summary>An attempt has failed; that became clear on this frame. A cause that is a mere note is none.</summary>
    public void Failed(Roam roam, StoredFrame frame)
    {
        Attempts++;
        if (roam is not { CauseRule: { } cause, IsCauseSevere: true }
            || (_causes is { Count: >= MaxCauses } full && !full.ContainsKey(cause)))
        {
            return;
        }

        _causes ??= [];
        if (!_causes.TryGetValue(cause, out CauseCount? count))
        {
            _causes.Add(cause, count = new CauseCount(roam.Start));
        }

        count.Take(roam, frame);
    }

    /// <summary>How often the attempts failed for this cause; null when they did not.</summary>
    public CauseCount? Of(RuleInfo cause) => _causes?.GetValueOrDefault(cause);
}

/// <summary>The attempts of one pair that failed for one cause.</summary>
internal sealed class CauseCount(FrameRef first)
{
    /// <summary>From so many on it may be a pattern, and the latest one is kept.</summary>
    private const int Pattern = 3;

    /// <summary>How many.</summary>
    public int Times { get; private set; }

    /// <summary>The first frame of the first of them.</summary>
    public FrameRef First { get; } = first;

    /// <summary>The latest of them and the frame where its failure became clear; null before the third.</summary>
    public (Roam Roam, StoredFrame Frame)? Latest { get; private set; }

    /// <summary>How many of how many attempts it was when that was said; null before.</summary>
    public (int Times, int Attempts)? Reported { get; set; }

    public void Take(Roam roam, StoredFrame frame)
    {
        Times++;
        Latest = Times >= Pattern ? (roam, frame) : null;
    }
}
