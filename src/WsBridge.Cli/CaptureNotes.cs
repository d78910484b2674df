using System.Globalization;
using WsBridge.Analysis;
using WsBridge.Analysis.Intake;
using WsBridge.Capture;
using WsBridge.Cli.Output;
using WsBridge.Pipeline;

namespace WsBridge.Cli;

/// <summary>What a user should know of a capture beside its findings; none of it stops the analysis.</summary>
/// <param name="tally">Counts packets; null when nobody asks.</param>
/// <param name="asked">Whom the user asks for; null for everybody.</param>
internal sealed class CaptureNotes(PacketTally? tally = null, AskedParties? asked = null) : ICaptureWatch
{
    /// <summary>Threads that count together at each packet would wait for one another.</summary>
    private const int PacketsPerTally = 4096;

    private readonly ClockWatch _clocks = new();
    private readonly BeaconEchoes _echoes = new();
    private readonly OctetNotes _octets = new();
    private long _packets;
    private long _untallied;
    private long _copies;
    private EvictionCounts _evictions;
    private FcsContradictions? _fcs;
    private long _cutUnannounced;
    private bool _hasEnded;
    private readonly LinkWatch _links = new();
    private bool _hasTaken;
    private long _encrypted;

    /// <summary>There are packets, and nothing at all could be read of them.</summary>
    public bool NothingReadable => _hasEnded && _links.NothingReadable;

    /// <summary>The analysis took a frame in: a management or an EAPOL frame.</summary>
    public void Took()
    {
        _hasTaken = true;
        _links.Read();
    }

    /// <summary>Every packet comes here, in the order of the file.</summary>
    public void See(in CaptureRecord record)
    {
        _links.See(record);
        _packets++;
        _untallied += record.Octets.Length;
        if (_packets % PacketsPerTally == 0)
        {
            Tell(PacketsPerTally);
        }

        _clocks.See(record);
        _echoes.See(record);
        _octets.See(record);
        asked?.See(record);
    }

    /// <summary>The capture was read as far as it can be.</summary>
    public void End(CaptureAnalyzer analyzer)
    {
        WifiAnalysis analysis = analyzer.Analysis;
        _hasEnded = true;
        _encrypted = analyzer.Unwrapper.Encrypted;
        Tell(_packets % PacketsPerTally);
        _copies = analysis.Copies;
        _fcs = analysis.FcsContradictions;
        _cutUnannounced = analysis.CutUnannounced;
        _evictions = analysis.Evictions;
    }

    private void Tell(long packets)
    {
        tally?.Add(packets, _untallied);
        _untallied = 0;
    }

    /// <summary>What there is to say, in sentences.</summary>
    /// <param name="name">What they call the capture.</param>
    /// <param name="packet">What they call a packet of it; null for its number.</param>
    public IEnumerable<string> Sentences(string name, Func<long, string>? packet = null)
    {
        if (!_hasEnded)
        {
            yield break;
        }

        if (_links.NothingReadable)
        {
            yield return _links.Sentence(name);
        }
        else if (!_hasTaken && _packets > 0)
        {
            yield return $"{name} holds no management frame that belongs to an association and no EAPOL frame, only others such as data "
                + $"and control frames: there is nothing in it to judge.";
        }

        if (_encrypted > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {_encrypted:N0} {Plural.Word(_encrypted, "packet")} "
                + $"of CAPWAP data {Plural.Word(_encrypted, "is", "are")} encrypted with DTLS: what frames are in them is not known. "
                + $"Capture the air, or turn data encryption of the access point off.");
        }

        if (_packets == 0)
        {
            yield return $"{name} holds no packet.";
        }

        foreach (string sentence in _octets.Sentences(name, _fcs!, _cutUnannounced))
        {
            yield return sentence;
        }

        bool clocksAgree = true;
        foreach (string sentence in _clocks.Sentences(name, hasCopies: _copies > 0, packet))
        {
            clocksAgree = false;
            yield return sentence;
        }

        if (clocksAgree && _echoes.DelaySeconds is { } delay)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} holds the same beacons twice, about {delay:0.0} s apart, as "
                + $"two sensors whose clocks differ give them: what both heard may be counted twice. Correct one clock (editcap -t) and "
                + $"merge again.");
        }

        if (_copies > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}: {_copies:N0} "
                + $"{Plural.Word(_copies, "frame is a copy", "frames are copies")} of another, as of two sensors or of a file merged with "
                + $"itself; each counts once.");
        }

        if (!_evictions.IsNothing)
        {
            string parts = string.Join(", ",
                _evictions.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count:N0} {part.What}")));
            yield return $"{name}: the capture has more than WsBridge keeps track of; it evicted the oldest: {parts}. What comes back "
                + $"later counts as new.";
        }
    }
}
