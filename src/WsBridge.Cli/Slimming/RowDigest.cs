using System.IO.Hashing;
using System.Text;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Pipeline;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Slimming;

/// <summary>Tells whether two captures have the same findings and attempts.</summary>
/// <param name="numberOf">The number that a frame has in the first of them.</param>
/// <param name="clients">Those of others do not count; of all where there are none.</param>
internal sealed class RowDigest(Func<long, long> numberOf, IReadOnlyCollection<MacAddress> clients) : ICaptureSink
{
    private readonly XxHash3 _findings = new();
    private readonly XxHash3 _attempts = new();
    private readonly HashSet<string> _clients = [.. clients.Select(client => client.ToString())];

    public int Findings { get; private set; }

    public int Attempts { get; private set; }

    public bool WantsDataFrames => true;

    public bool WantsFacts => false;

    public bool IsSameAs(RowDigest other) => (Findings, Attempts, _findings.GetCurrentHashAsUInt64(), _attempts.GetCurrentHashAsUInt64())
        == (other.Findings, other.Attempts, other._findings.GetCurrentHashAsUInt64(), other._attempts.GetCurrentHashAsUInt64());

    public void Found(Finding finding)
    {
        var row = FindingRow.Of(NameOf, finding);
        if (_clients.Count == 0 || (row.Sta is { } sta && _clients.Contains(sta)))
        {
            Findings++;
            // The index of an attempt counts those of other clients too.
            _findings.Append(Encoding.UTF8.GetBytes(RowJson.Line(_clients.Count == 0 ? row : row with { Roam = null })));
        }
    }

    public void Fact(FrameFacts facts)
    {
        // Nobody looks at facts here.
    }

    public void RoamSettled(Roam roam)
    {
        var row = RoamRow.Of(NameOf, roam);
        if (_clients.Count == 0 || _clients.Contains(row.Sta))
        {
            Attempts++;
            _attempts.Append(Encoding.UTF8.GetBytes(RowJson.Line(_clients.Count == 0 ? row : row with { Index = 0 })));
        }
    }

    private FrameName NameOf(long frame) => new("", numberOf(frame));
}
