using System.Globalization;
using WsBridge.Analysis.Events;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Reporting;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Rules.FourWayHandshake;

/// <summary>A Deauthentication or Disassociation does not come from the transmitter that it names.</summary>
internal sealed class DeauthForged : IRule<ForgeryShown>
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new("WSB-4WH-021", "deauth-forged", Severity.Warn, ExpertGroup.Security, Fault.Unknown,
        "A Deauthentication or Disassociation appears to be forged.")
    {
        Once = Once.PerAttempt,
        ExplainsFailure = false,
        Explanation = """
            Anybody can send these frames from another's address where management frame protection is not in use.
            Three signs show it: a sequence number that does not fit between the transmitter's management frames before and after it, a
            signal more than 10 dB outside the range of its other frames, and one in the other direction that follows at once with the
            next sequence number.
            Two must be there, or one of the first two where the transmitter continues the exchange that it seemed to end.
            A signal that varies by less, or sequence numbers without a nearby frame to compare, prove nothing.
            Reported once per attempt, and once per BSS for broadcasts, on the forged frame.
            """,
        Implementations = """
            Test and attack tools number their frames from 0 and transmit from a different place.
            Some drivers number Deauthentications separately from other frames, so the number alone is not enough.
            """,
        Next = """
            Find the second transmitter: compare signal and channel of both with a sensor in another place.
            Management frame protection (802.11w, required by WPA3) makes clients ignore such frames.
            """,
        Values =
        [
            ("sequence", "sequence number of the frame"),
            ("before", "that of the transmitter's management frame before it"),
            ("after", "that of the one after it"),
            ("signal_dbm", "signal of the frame"),
            ("weakest_dbm", "weakest of the transmitter's other frames"),
            ("strongest_dbm", "strongest of them"),
        ],
    };

    /// <inheritdoc/>
    public void Check(in ForgeryShown e, in Report report)
    {
        Forgery forgery = e.Forgery;
        string kind = forgery.Frame.Kind == FrameKind.Disassociation ? "Disassociation" : "Deauthentication";
        MacHeader header = forgery.Frame.Header;
        string who = header.Ta == header.Bssid ? "AP" : "client";
        string goesOn = forgery.GoesOn ? $" The {who} continues the exchange." : "";
        string pair = forgery.IsOfPair ? " One in the other direction has the number beside it: one transmitter sent both." : "";
        report.Add(Info, $"The {kind} from the {who}'s address appears to be forged: {SequenceWords(forgery)}; "
            + $"{SignalWords(forgery)}.{pair}{goesOn}", new Detail
            {
                About = [forgery.Frame],
                Related = [new RelatedFrame(forgery.Frame.Ref, $"{kind} that seems to be forged")],
                Values = [.. Values(forgery)],
            });
    }

    private static string SequenceWords(Forgery forgery)
    {
        string around = (forgery.SequenceBefore, forgery.SequenceAfter) switch
        {
            ({ } before, { } after) => $"between {before} and {after} in the management frames before and after it",
            ({ } before, null) => $"after {before} in the management frame before it",
            (null, { } after) => $"before {after} in the management frame after it",
            _ => "with no nearby management frame to compare",
        };
        return $"its sequence number is {forgery.Sequence}, {around}{(forgery.IsOutOfRun ? ", out of sequence" : "")}";
    }

    private static string SignalWords(Forgery forgery) => forgery switch
    {
        { SignalDbm: null } => "its signal is unknown",
        { StrongestDbm: var strongest, WeakestDbm: var weakest }
            when strongest < weakest => $"its signal is {forgery.SignalDbm} dBm, with nothing to compare",
        { SignalDifferenceDb: 0 } => $"its signal is {forgery.SignalDbm} dBm, like the other frames",
        _ =>
            string.Create(CultureInfo.InvariantCulture, $"its signal is {forgery.SignalDbm} dBm, {forgery.SignalDifferenceDb} dB off the "
            + $"other frames ({forgery.WeakestDbm} to {forgery.StrongestDbm} dBm)"),
    };

    private static IEnumerable<FindingValue> Values(Forgery forgery)
    {
        yield return FindingValue.Of("sequence", forgery.Sequence);
        if (forgery.SequenceBefore is { } before)
        {
            yield return FindingValue.Of("before", before);
        }

        if (forgery.SequenceAfter is { } after)
        {
            yield return FindingValue.Of("after", after);
        }

        if (forgery.SignalDbm is { } signal)
        {
            yield return FindingValue.Of("signal_dbm", signal);
        }

        if (forgery.StrongestDbm >= forgery.WeakestDbm)
        {
            yield return FindingValue.Of("weakest_dbm", forgery.WeakestDbm);
            yield return FindingValue.Of("strongest_dbm", forgery.StrongestDbm);
        }
    }
}
