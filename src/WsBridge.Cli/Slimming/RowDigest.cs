using System.IO.Hashing;
using System.Text;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Pipeline;
using WsBridge.Reports.Rows;

namespace WsBridge.Cli.Slimming;

/// <summary>Tells whether two captures have the same findings and attempts, and what addresses the clients use.</summary>
/// <param name="numberOf">The number that a frame has in the first of them.</param>
/// <param name="clients">Those of others do not count; of all where there are none.</param>
internal sealed class RowDigest(Func<long, long> numberOf, IReadOnlyCollection<MacAddress> clients) : ICaptureSink
{
    /// <summary>The value of ft-fallback that is the index of an attempt.</summary>
    private const string FailedRoam = "failed_roam";

    private readonly XxHash3 _findings = new();
    private readonly XxHash3 _attempts = new();
    private readonly HashSet<string> _clients = [.. clients.Select(client => client.ToString())];
    private readonly HashSet<MacAddress> _addresses = [.. clients];

    public int Findings { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>The clients and, of those that are multi-link, their addresses on the links: frames carry these.</summary>
    public IReadOnlyCollection<MacAddress> Addresses => _addresses;

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
            AddLinks(finding.Links);
            _findings.Append(Encoding.UTF8.GetBytes(RowJson.Line(_clients.Count == 0 ? row : WithoutIndices(row))));
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
            AddLinks(roam.Links);
            _attempts.Append(Encoding.UTF8.GetBytes(RowJson.Line(_clients.Count == 0 ? row : row with { Index = 0 })));
        }
    }

    /// <summary>The index of an attempt counts those of other clients too.</summary>
    private static FindingRow WithoutIndices(FindingRow row) =>
        row with { Roam = null, Values = [.. row.Values.Where(value => value.Key != FailedRoam)] };

    private void AddLinks(MultiLinkSetup? setup)
    {
        if (_clients.Count > 0 && setup is not null)
        {
            _addresses.UnionWith(setup.Links.Append(setup.Link).Select(link => link.Sta).OfType<MacAddress>());
        }
    }

    private FrameName NameOf(long frame) => new("", numberOf(frame));
}
