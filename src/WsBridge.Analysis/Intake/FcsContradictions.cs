using WsBridge.Dot11;

namespace WsBridge.Analysis.Intake;

/// <summary>How many frames the capture's own words about their FCS are wrong for.</summary>
public sealed class FcsContradictions
{
    /// <summary>Frames that end in a right FCS although the capture says that they have none.</summary>
    public long Unannounced { get; private set; }

    /// <summary>Frames without an FCS although the capture says that they end in one.</summary>
    public long Missing { get; private set; }

    /// <summary>Frames left out because their FCS is wrong, although the capture calls them good.</summary>
    public long WrongButGood { get; private set; }

    /// <summary>Frames with a right FCS that the capture calls bad.</summary>
    public long RightButBad { get; private set; }

    internal void Add(in LinkHeader link, FcsVerdict verdict)
    {
        switch (verdict)
        {
            case FcsVerdict.Present:
                Unannounced += link.HasFcs == false ? 1 : 0;
                RightButBad += link.BadFcs == true ? 1 : 0;
                break;
            case FcsVerdict.Absent:
                Missing += link.HasFcs == true ? 1 : 0;
                break;
            case FcsVerdict.Corrupt:
                WrongButGood += link.BadFcs == false ? 1 : 0;
                break;
        }
    }
}
